import pytest

from mmdesk.core.modalities.text.fingerprint import fingerprint, normal, pieces, says_nothing


@pytest.mark.parametrize("text", ["", "  \n", "...", "?!", "-", "NaN", " n/a ", "()"])
def test_texts_that_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["a", "七", "7", "🙂", "no", "5 %", "é"])
def test_texts_that_say_something(text: str) -> None:
    assert not says_nothing(text)


def test_words_are_the_same_however_they_are_spaced() -> None:
    assert normal(" Seven  people\nWAIT ") == normal("seven people wait")
    assert normal("  ") is None
    assert normal(None) is None


def test_scripts_without_spaces_have_pieces() -> None:
    assert pieces("七个人") & pieces("有七个")


def test_the_same_words_have_the_same_digest() -> None:
    assert fingerprint("Seven  people").digest == fingerprint("seven people").digest != fingerprint("eight people").digest
    assert fingerprint("...").flaws == {"empty-text"}
