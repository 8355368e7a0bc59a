import pytest

from mmdesk.core.modalities.text.sentencepiece import UNKNOWN, tokenizer_from
from mmdesk.core.models.backbones import SENTENCE, vocabulary_of


@pytest.fixture(scope="module")
def tokenizer():
    return tokenizer_from(vocabulary_of(SENTENCE))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Hello,  world ", ["▁Hello", ",", "▁world"]),
        ("七个人在等公共汽车。", ["▁七", "个人", "在", "等", "公共", "汽车", "。"]),
        ("Ｆｕｌｌ １２", ["▁Full", "▁12"]),
        ("ｶﾞｷﾞ", ["▁", "ガ", "ギ"]),
        ("<s> </s>", ["▁<", "s", ">", "▁</", "s", ">"]),
        ("", []),
    ],
)
def test_pieces_are_those_of_sentencepiece(tokenizer, text, pieces):
    """Taken down from the package `sentencepiece` 0.2.3."""
    assert tokenizer.encode(text).tokens == pieces


def test_a_run_of_unknown_letters_is_one_unknown_piece(tokenizer):
    assert tokenizer.encode("匮謁忣@").ids[1] == UNKNOWN
    assert len(tokenizer.encode("匮謁忣@").ids) == 3


def test_what_is_no_such_file_is_told():
    with pytest.raises(ValueError, match="no SentencePiece model"):
        tokenizer_from(b"\x03abc")
