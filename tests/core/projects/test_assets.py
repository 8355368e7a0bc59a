"""Parts of a sample become files."""

import numpy as np
import pytest

from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.projects.assets import take_in, write_parts

PICTURE = Picture(np.arange(60, dtype=np.uint8).reshape(4, 5, 3), (5, 4))
SOUND = Sound(np.sin(np.arange(4000) / 5).astype(np.float32) / 2, 8000)


def test_the_files_hold_what_the_sample_holds(tmp_path):
    cells = write_parts(tmp_path, 7, Sample(image=PICTURE, text="words", audio=SOUND))
    assert cells == {"image": "images/000007.png", "text": "words", "audio": "sounds/000007.wav"}
    assert np.array_equal(read_picture(tmp_path / cells["image"]).pixels, PICTURE.pixels)
    sound = read_sound(tmp_path / cells["audio"])
    assert sound.rate == 8000
    assert np.abs(sound.samples - SOUND.samples).max() < 1e-4


@pytest.mark.parametrize(
    ("sample", "cells"),
    [(Sample(text="words"), {"text": "words"}), (Sample(audio=Spectrogram(np.zeros((4, 4), dtype=np.float32))), {})],
)
def test_what_needs_no_file_makes_none(tmp_path, sample, cells):
    assert write_parts(tmp_path, 1, sample) == cells
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_used_once(tmp_path):
    names = [write_parts(tmp_path, 1, Sample(image=PICTURE))["image"] for _ in range(3)]
    assert names == ["images/000001.png", "images/000002.png", "images/000003.png"]


def test_a_folder_that_has_gone_is_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        write_parts(tmp_path / "gone", 1, Sample(image=PICTURE))


def test_a_file_is_copied_under_a_name_of_its_own_unless_it_is_there_already(tmp_path):
    folder, other = tmp_path / "project", tmp_path / "cat.png"
    folder.mkdir()
    other.write_bytes(b"a picture")
    assert [take_in(folder, other, "images") for _ in range(2)] == ["images/cat.png", "images/cat-2.png"]
    assert (folder / "images" / "cat-2.png").read_bytes() == b"a picture"
    assert take_in(folder, folder / "images" / "cat.png", "images") == "images/cat.png"
    with pytest.raises(InputError, match="does not exist"):
        take_in(folder, tmp_path / "gone.png", "images")
