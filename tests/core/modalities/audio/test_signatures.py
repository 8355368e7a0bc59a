from pathlib import Path

import pytest

from mmdesk.core.files import opened
from mmdesk.core.modalities.audio.signatures import is_unfinished, looks_like_sound, start_of

WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0@\x1f\0\0\x80>\0\0\2\0\x10\0data"


@pytest.mark.parametrize(
    ("head", "is_sound"),
    [
        (b"fLaC", True),
        (WAV, True),
        (b"\xff\xfb\x90\0", True),
        (b"ID3\4", True),
        (b"RIFF....WEBP", False),
        (b"words", False),
        (b"", False),
    ],
)
def test_sounds_are_told_by_how_they_begin(head: bytes, is_sound: bool) -> None:
    assert looks_like_sound(head) == is_sound


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (WAV, 0),
        (b"ID3\4\0\0\0\0\1\2" + bytes(130) + WAV, 140),
        (b"ID3\4\0\0\0\0\0\4" + bytes(4) + b"\xff\xfb\x90\0", None),
        (b"ID3\4\0\0\0\0\0\4" + b"words and words", None),
        (b"\xff\xf1\x50\x80", None),
    ],
)
def test_where_the_sound_begins(data: bytes, start: int | None, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    with opened(tmp_path / "a") as file:
        assert start_of(file) == start
        assert file.file.read() == data  # it is at its beginning still


@pytest.mark.parametrize(("told", "more", "unfinished"), [(0, 400, True), (400, 400, False), (0, 0, False)])
def test_a_wav_without_its_length(told: int, more: int, unfinished: bool, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(WAV + told.to_bytes(4, "little") + bytes(more))
    with opened(tmp_path / "a.wav") as file:
        assert is_unfinished(file) == unfinished
