import pytest
from PySide6.QtCore import QLocale

from mmdesk.app.system.labels import name_of, number, percent, plain, size_in_words, split_name


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("share", "digits", "words"),
    [
        (0.956, 0, "96 %"),
        (0.956, 1, "95.6 %"),
        (0, 0, "0 %"),
        (1, 0, "100 %"),
        (0.004, 0, "< 1 %"),
        (0.0004, 1, "< 0.1 %"),
        (0.999, 0, "> 99 %"),
        (0.999, 1, "99.9 %"),
        (0.9999, 1, "> 99.9 %"),
    ],
)
def test_percent_never_claims_all_or_nothing_of_what_is_not(share, digits, words):
    assert percent(share, digits) == words


def test_percent_follows_the_locale():
    QLocale.setDefault(QLocale("de_DE"))
    assert percent(0.956, 1) == "95,6 %"


def test_names():
    assert [name_of(modality) for modality in ("image", "text", "audio")] == ["Picture", "Words", "Sound"]


@pytest.mark.parametrize(("value", "words"), [(12.3456, "12.35"), (0.00123456, "0.001235"), (123456.7, "123,457"), (3, "3")])
def test_numbers_have_four_figures_and_all_before_the_point(value, words):
    assert number(value) == words


def test_splits_have_words(qapp):
    assert [split_name(split) for split in ("val", "", "night")] == ["validation", "automatic", "night"]


@pytest.mark.parametrize(("count", "words"), [(812, "812 bytes"), (86_400_000, "86 MB"), (1_430_000_000, "1.4 GB")])
def test_sizes_are_written_as_people_do(count, words):
    assert size_in_words(count) == words


@pytest.mark.parametrize(
    ("text", "words"), [("&Open files…", "Open files"), ("文件(&F)", "文件"), ("打开(&O)…", "打开"), ("a && b", "a & b")]
)
def test_words_of_a_menu_have_no_marks(text, words):
    assert plain(text) == words
