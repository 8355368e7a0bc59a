"""How files become parts."""

import numpy as np
import pytest
from opens import counted_opens

from mmdesk.app.services.parts import Many, Part, content_of, read_file, sort_files
from mmdesk.core.datasets.example import Item
from mmdesk.core.errors import DatasetError, MediaError
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.progress import CancelToken


def test_files_are_sorted_by_content_not_by_name(tmp_path, picture):
    disguised = picture.rename(tmp_path / "picture.dat")
    assert sort_files([disguised], CancelToken()).files == {"image": disguised}


def test_what_is_dropped_is_opened_once(picture, text, sound):
    with counted_opens() as opens:
        sample = sort_files([picture, text, sound], CancelToken())
    assert {modality: type(content).__name__ for modality, content in sample.contents.items()} == {
        "image": "Picture",
        "text": "str",
        "audio": "Sound",
    }
    assert [opens[file.name] for file in (picture, text, sound)] == [1, 1, 1]


def test_a_part_that_cannot_be_read_is_told_with_its_modality(tmp_path, picture):
    half = tmp_path / "half.png"
    half.write_bytes(picture.read_bytes()[:60])
    sample = sort_files([half], CancelToken())
    assert (sample.files, sample.contents) == ({"image": half}, {})
    assert "half.png is damaged" in str(sample.failures["image"])


def test_files_of_one_kind_are_many_samples(tmp_path, picture, sound):
    second = tmp_path / "second.png"
    second.write_bytes(picture.read_bytes())
    found = sort_files([second, picture, sound], CancelToken())
    assert isinstance(found, Many)
    assert [(row["image"] and row["image"].path, row["audio"] and row["audio"].path) for row in found.rows] == [
        (second, None),
        (picture, sound),
    ]


def test_what_fits_nowhere_is_named_beside_a_sample(tmp_path, picture):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    found = sort_files([tmp_path / "noise.bin", picture], CancelToken())
    assert found.files == {"image": picture}
    assert "noise.bin is neither" in str(found.strangers[0])


def test_a_row_of_an_array_is_taken_out(tmp_path):
    np.save(tmp_path / "train_images.npy", np.full((2, 4, 4, 3), 7, dtype=np.uint8))
    np.save(tmp_path / "train_audios.npy", np.zeros((2, 4, 4), dtype=np.float32))
    assert content_of(Item(tmp_path / "train_images.npy", 1), "image").pixels[0, 0, 0] == 7
    with pytest.raises(MediaError, match="spectrograms"):
        content_of(Item(tmp_path / "train_audios.npy", 1), "audio")


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


def test_a_table_in_another_encoding_is_for_data(tmp_path):
    (tmp_path / "reviews.csv").write_bytes("text,label\nläuft schön,gut\n".encode("cp1252"))
    with pytest.raises(DatasetError, match=r"reviews\.csv is not in UTF-8, but probably in Windows-1252\. Drop it on Data"):
        sort_files([tmp_path / "reviews.csv"], CancelToken())
