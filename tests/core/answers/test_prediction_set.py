import pytest

from mmdesk.core.answers.prediction_set import Interval, LabelSet
from mmdesk.core.errors import localize


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("3", "8"), "could be: 3 or 8 · 95%"),
        (("3", "8", "5"), "could be: 3, 8 or 5 · 95%"),
        (("a", "b", "c", "d"), "could be: a, b, c or d · 95%"),
        (("a", "b", "c", "d", "e"), "could be: one of 5 classes · 95%"),
        (("{count}", "{x}"), "could be: {count} or {x} · 95%"),
    ],
)
def test_a_set_of_several_classes_is_told(labels, told):
    assert LabelSet(0.95, labels).words == told


def test_an_answer_that_is_alone_in_its_set_needs_no_words():
    assert LabelSet(0.95, ("3",)).words is None
    assert LabelSet(0.95, ("3",)).others == (0, "")


def test_a_set_can_be_told_in_another_language():
    catalogue = {"could be: {labels} · {coverage:.0%}": "可能是：{labels} · {coverage:.0%}", "{names} or {last}": "{names}或{last}"}
    told = localize(LabelSet(0.8, ("3", "8")).words, lambda _, text: catalogue.get(text, text))
    assert told == "可能是：3或8 · 80 %"


def test_documents_and_tables_name_the_coverage():
    found = LabelSet(0.9, ("3", "8"))
    assert found.to_json() == {"coverage": 0.9, "labels": ["3", "8"]}
    assert found.cells() == {"set:0.9": "3 | 8"}
    assert found.others == (2, "3 | 8")


def test_an_interval_has_its_ends():
    found = Interval(0.95, 3.14159, 4.5, ("3.14", "4.50"))
    assert found.words == "between 3.14 and 4.50 · 95%"
    assert found.to_json() == {"coverage": 0.95, "low": 3.14159, "high": 4.5}
    assert found.cells() == {"low:0.95": "3.14159", "high:0.95": "4.5"}
    assert found.others == (pytest.approx(1.35841), "3.14 – 4.50")
