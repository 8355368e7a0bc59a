from mmdesk.core.modalities.text.fingerprint import runs
from mmdesk.core.modalities.text.hashed_counts import MAX_CHARACTERS, SIZE, hashed, words


def test_words_and_pairs_of_them():
    assert list(words("it isn't, 东西")) == ["it", "isn", "t", "东西", "it isn", "isn t", "t 东西"]


def test_runs_lie_within_words_and_mark_their_edges():
    assert list(runs(["ab", "c"], 5)) == [" a", "ab", "b ", " ab", "ab ", " ab ", " c", "c ", " c "]


def test_case_does_not_count_and_words_do():
    assert (hashed("Red CUP") == hashed("red cup")).all()
    assert (hashed("red cup") != hashed("red mug")).any()


def test_long_texts_are_cut_where_hashing_would_take_too_long():
    assert (hashed("a b " * MAX_CHARACTERS) == hashed(("a b " * MAX_CHARACTERS)[:MAX_CHARACTERS])).all()


def test_a_lone_half_of_a_character_is_hashed_as_well():
    assert hashed("cup \ud83d").shape == (SIZE,)


def test_the_empty_text_is_nothing():
    assert not hashed("").any()
