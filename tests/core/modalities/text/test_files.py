from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.text.files import MAX_CHARACTERS, checked_text, read_text

WORDS = "Sieben Möwen, 七只海鸥, סבע, 🐦\r\nzweite Zeile"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS.encode(encoding))
    assert read_text(tmp_path / "a.txt") == WORDS


def test_big_endian(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + WORDS.encode("utf-16-be"))
    assert read_text(tmp_path / "a.txt") == WORDS


@pytest.mark.parametrize("data", ["Möwe".encode("latin-1"), b"\xff\xfea", "\ud83d".encode("utf-16-le", "surrogatepass") + b"x"])
def test_other_encodings_are_refused(data: bytes, tmp_path: Path, refused) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with refused(MediaError, "a.txt", "UTF-8"):
        read_text(tmp_path / "a.txt")


def test_ten_megabytes(tmp_path: Path, refused) -> None:
    (tmp_path / "novel.txt").write_bytes(b"word " * 2_000_000)
    with refused(MediaError, "novel.txt", "longer than 100,000 characters"):
        read_text(tmp_path / "novel.txt")


@pytest.mark.parametrize("letter", ["a", "字", "🐦"])
def test_the_longest_text_in_every_script(letter: str, tmp_path: Path, refused) -> None:
    (tmp_path / "a.txt").write_text(letter * MAX_CHARACTERS, encoding="utf-8-sig")
    assert len(read_text(tmp_path / "a.txt")) == MAX_CHARACTERS
    (tmp_path / "a.txt").write_text(letter * (MAX_CHARACTERS + 1), encoding="utf-8")
    with refused(MediaError, "a.txt", "longer than"):
        read_text(tmp_path / "a.txt")


def test_missing_folder_empty_and_nul(tmp_path: Path, refused) -> None:
    with refused(MediaError, "nowhere.txt", "does not exist"):
        read_text(tmp_path / "nowhere.txt")
    with refused(MediaError, tmp_path.name, "is a folder"):
        read_text(tmp_path)
    (tmp_path / "nothing.txt").touch()
    with refused(MediaError, "nothing.txt", "is empty"):
        read_text(tmp_path / "nothing.txt")
    (tmp_path / "nul.txt").write_bytes(b"seven\0eight")
    with refused(MediaError, "nul.txt", "NUL"):
        read_text(tmp_path / "nul.txt")


@given(st.text())
def test_text_stays_as_it_is_or_is_refused_with_a_printable_sentence(text: str) -> None:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        with pytest.raises(MediaError, match="the text holds") as caught:
            checked_text(text, "the text")
        str(caught.value).encode("utf-8")
    else:
        assert checked_text(text, "the text") == text


@given(st.text(), st.sampled_from([chr(0xD800), chr(0xDBFF), chr(0xDC00), chr(0xDFFF)]), st.text())
def test_half_a_surrogate_pair_is_refused(before: str, half: str, after: str) -> None:
    with pytest.raises(MediaError):
        checked_text(before + half + after, "the text")
