import pytest

from mmdesk.core.errors import Sentence, localize
from mmdesk.core.evaluation.svg import Axis, Series, line_chart
from mmdesk.core.numerals import filled, number, percent, signed, whole, write_with
from mmdesk.core.palette import LIGHT


@pytest.fixture(autouse=True)
def plain():
    """Whatever tests of the window have told the process."""
    write_with(".", "")
    yield
    write_with(".", "")


@pytest.fixture
def german(plain):
    write_with(",", ".")


def test_without_customs_they_are_as_in_a_program():
    assert (number(1.5), percent(0.9564), whole(12345)) == ("1.5", "95.6 %", "12345")


@pytest.mark.parametrize(
    ("value", "form", "words"), [(0.414, ".2f", "+0.41"), (-6.2, ".0f", "−6"), (0.3, ".0f", "0"), (-0.0, ".1f", "0.0")]
)
def test_signs_are_as_wide_as_each_other_and_nothing_has_none(value, form, words):
    assert signed(value, form) == words


def test_they_follow_the_customs(german):
    assert (number(1.23456, ".3f"), percent(0.9564), percent(0.5, ".0f"), whole(12345)) == ("1,235", "95,6 %", "50 %", "12.345")


def test_a_sentence_is_told_with_them_and_kept_without(german):
    sentence = Sentence("{gain:+.1f} points by {model}, of {rows} rows", gain=2.5, model="a.b", rows=3)
    assert localize(sentence, lambda _, text: text) == "+2,5 points by a.b, of 3 rows"
    assert sentence == "+2.5 points by a.b, of 3 rows"


def test_shares_in_sentences_are_written_as_shares_alone(german):
    assert filled("{share:.1%} by {best}", share=0.9564, best="5%") == "95,6 % by 5%"


def test_words_follow_their_count():
    template = "{rows:# row|# rows}, {count:the one problem is|all # problems are} in {name}"
    assert filled(template, rows=1, count=1, name="a") == "1 row, the one problem is in a"
    assert filled(template, rows=0, count=2, name="a") == "0 rows, all 2 problems are in a"
    assert filled("{name} 有 {rows:# 行}", rows=3, name="a") == "a 有 3 行"


def test_a_count_among_words_has_its_thousands(german):
    sentence = Sentence("{count:# row is|# rows are} empty", count=12345)
    assert sentence == "12345 rows are empty"
    assert localize(sentence, lambda _, text: text) == "12.345 rows are empty"


def test_a_chart_has_them_at_its_ticks(german):
    drawing = line_chart((300, 200), LIGHT, Axis(""), Axis(""), [Series("", [(0, 0.1), (1, 0.3)])])
    assert ">0,2<" in drawing
    assert ">0.2<" not in drawing
