import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.detect import kind_of
from mmdesk.core.modalities.image.files import read_picture


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.bmp", "a.webp", "a.tif", "a.ico", "a.ppm", "a.avif"])
def test_pictures_by_content(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (32, 32), "red").save(tmp_path / name)
    (tmp_path / name).rename(tmp_path / "no_ending")
    assert kind_of(tmp_path / "no_ending") == "image"


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG", "MP3", "AIFF", "AU", "CAF", "W64"])
def test_sounds_by_content(kind: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, 8000)
    soundfile.write(tmp_path / "no_ending", noise, 16_000, format=kind)
    assert kind_of(tmp_path / "no_ending") == "audio"


@pytest.mark.parametrize(
    "head", [b"\0\0\0\x18ftypmp42", b"\0\0\0\x14ftypqt  ", b"\x1aE\xdf\xa3", b"ID3\4", b"\xff\xfb\x90\x64", b"\xff\xf1\x50\x80"]
)
def test_videos_and_compressed_sounds_are_audio(head: bytes, tmp_path: Path) -> None:
    (tmp_path / "no_ending").write_bytes(head + bytes(100))
    assert kind_of(tmp_path / "no_ending") == "audio"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["note", "note.txt", "README.md", "NOTE.TXT"])
@pytest.mark.parametrize("text", ["七只海鸥", "BM is a make of motorcycle", "P5 is the best", "ÿû"])
def test_texts(name: str, text: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding=encoding)
    assert kind_of(tmp_path / name) == "text"


@pytest.mark.parametrize("text", ["P5 7 is a cell", "ID3 is a format", "OggS"])
def test_text_that_begins_like_a_signature_is_known_by_its_ending(text: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    assert kind_of(tmp_path / "note.txt") == "text"


def test_text_that_is_cut_within_a_letter_by_the_head(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("a" + "字" * 3000, encoding="utf-8")
    assert kind_of(tmp_path / "note") == "text"


def test_content_counts_more_than_the_ending(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "picture.png")
    (tmp_path / "picture.png").rename(tmp_path / "picture.wav")
    assert kind_of(tmp_path / "picture.wav") == "image"


def test_renamed_text_goes_where_its_ending_says_and_is_refused_there(tmp_path: Path, refused) -> None:
    for name, reader, sentence in (("a.png", read_picture, "is not a picture"), ("a.mp3", read_sound, "is not a sound")):
        (tmp_path / name).write_text("Dear reader", encoding="utf-8")
        assert kind_of(tmp_path / name) == {"a.png": "image", "a.mp3": "audio"}[name]
        with refused(MediaError, name, sentence):
            reader(tmp_path / name)


def test_neither(tmp_path: Path, refused) -> None:
    (tmp_path / "program.exe").write_bytes(b"MZ\x90\0\3\0\0\0\xff\xff")
    with refused(MediaError, "program.exe", "neither"):
        kind_of(tmp_path / "program.exe")


def test_missing_folder_and_empty(tmp_path: Path, refused) -> None:
    with refused(MediaError, "nowhere", "does not exist"):
        kind_of(tmp_path / "nowhere")
    with refused(MediaError, tmp_path.name, "is a folder"):
        kind_of(tmp_path)
    (tmp_path / "nothing").touch()
    with refused(MediaError, "nothing", "is empty"):
        kind_of(tmp_path / "nothing")


def test_names_that_are_not_utf8_can_be_shown(tmp_path: Path, refused) -> None:
    with refused(MediaError, "does not exist"):
        read_picture(tmp_path / "caf\udce9.png")
    with pytest.raises(MediaError) as caught:
        read_sound(tmp_path / "caf\udce9.wav")
    str(caught.value).encode("utf-8")


def test_the_sound_libraries_are_imported_late() -> None:
    code = "import sys, mmdesk.core.datasets.read; print([name for name in ('av', 'soundfile') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
