"""How files become parts."""

import numpy as np

from mmdesk.app.parts import Part, read_file, save_sound, sort_files
from mmdesk.core.protocol import Token
from mmdesk.core.sample import MODALITIES


def test_files_are_sorted_by_content_not_by_name(tmp_path, picture):
    disguised = picture.rename(tmp_path / "picture.dat")
    assert sort_files([disguised], Token()).files == {"image": disguised}


def test_the_first_file_of_a_modality_is_taken_and_the_others_are_named(tmp_path, picture):
    second = tmp_path / "second.png"
    second.write_bytes(picture.read_bytes())
    found = sort_files([second, picture, tmp_path], Token())
    assert found.files == {"image": second}
    assert "cat.png was left out" in found.problems[0]
    assert "is a folder" in found.problems[1]


def test_every_modality_is_read(picture, text, sound):
    contents = [read_file(modality, file) for modality, file in zip(MODALITIES, (picture, text, sound), strict=True)]
    assert contents[0].size == (40, 30)
    assert contents[1] == "a cat, 一只猫"
    assert contents[2].rate == 8000


def test_the_end_of_the_last_line_is_no_word(text):
    text.write_text("two\nlines\n")
    assert read_file("text", text) == "two\nlines"


def test_what_is_not_shown_is_not_seen():
    assert Part("words").seen == "words"
    assert Part("words", shown=False).seen is None


def test_a_sound_is_saved(sound, tmp_path):
    content = read_file("audio", sound)
    save_sound(content, tmp_path / "again.flac", Token())
    assert np.allclose(read_file("audio", tmp_path / "again.flac").samples, content.samples, atol=1e-4)
