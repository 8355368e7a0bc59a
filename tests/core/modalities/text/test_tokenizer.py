import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.modalities.text import tokenizer
from mmdesk.core.modalities.text.tokenizer import PADDING, UNKNOWN, Tokens, padded, train_tokenizer

TEXTS = ["seven people wait", "七个人在等", "sieben Leute warten", "سبعة أشخاص", "семь человек ждут", "🐦🐦 seven 7"] * 3
TOKENIZER = train_tokenizer(TEXTS, 400)


@given(st.text())
def test_every_text_in_every_script_becomes_a_few_known_tokens(text):
    numbers = Tokens(TOKENIZER, 16)(text)
    assert numbers.dtype == np.int64
    assert 1 <= len(numbers) <= 16
    assert ((numbers > PADDING) & (numbers < 400)).all()


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_text_of_nothing_still_is_one_token(text):
    assert len(Tokens(TOKENIZER, 8)(text)) >= 1


def test_no_letter_is_unknown_even_if_training_never_saw_it():
    assert UNKNOWN not in Tokens(TOKENIZER, 64)("ไทย ქართული 𓀀")


def test_different_words_stay_different_in_every_script():
    cut = Tokens(TOKENIZER, 64)
    seen = {tuple(cut(text)) for text in ("七", "八", "seven", "eight", "сем", "🐦", "ß", "ss")}
    assert len(seen) == 8


@pytest.mark.parametrize(("one", "other"), [("SEVEN", "seven"), ("ｓｅｖｅｎ", "seven"), ("７", "7")])
def test_case_and_width_do_not_matter(one, other):
    cut = Tokens(TOKENIZER, 16)
    np.testing.assert_array_equal(cut(one), cut(other))


def test_digits_stand_alone():
    cut = Tokens(TOKENIZER, 16)
    assert len(cut("2024")) >= 4


def test_what_is_frequent_is_short():
    cut = Tokens(TOKENIZER, 64)
    assert len(cut("seven people")) < len(cut("zqxjk vwyqz"))


def test_a_long_text_is_cut():
    assert len(Tokens(TOKENIZER, 16)("seven " * 20_000)) == 16


@pytest.mark.parametrize("texts", [[], ["a"], [""]])
def test_a_tokenizer_needs_no_texts(texts):
    assert len(Tokens(train_tokenizer(texts, 300), 8)("something else")) >= 1


def test_training_is_the_same_every_time():
    assert train_tokenizer(TEXTS, 400) == TOKENIZER


def test_rows_are_filled_up_to_the_longest():
    rows = padded([np.array([5, 6, 7]), np.array([8])])
    np.testing.assert_array_equal(rows, [[5, 6, 7], [8, PADDING, PADDING]])
    assert padded([]).shape == (0, 1)


def test_the_largest_token_is_within_the_vocabulary():
    assert tokenizer.MIN_VOCABULARY - 1 <= tokenizer.largest_token(TOKENIZER) < 400


@pytest.mark.parametrize("text", ["", "{}", "no json", "[" * 10_000, TOKENIZER[:-20]])
def test_what_is_no_tokenizer_is_no_accident(text):
    with pytest.raises(ValueError, match="no tokenizer"):
        tokenizer.largest_token(text)
