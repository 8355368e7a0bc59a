"""Loose files are samples by what they hold."""

import gc
from pathlib import Path

from PIL import Image

from mmdesk.core.datasets.loose import read_loose, read_one_sample, read_unlabelled
from mmdesk.core.datasets.tree import listed
from mmdesk.core.progress import CancelToken


def test_files_of_a_folder_have_its_name_as_label_and_others_none(tmp_path):
    (tmp_path / "cat").mkdir()
    Image.new("RGB", (8, 8), "red").save(tmp_path / "cat" / "1.png")
    (tmp_path / "words.txt").write_text("meow")
    first, second = read_loose([tmp_path / "cat", tmp_path / "words.txt"], CancelToken()).examples
    assert (first.label, first.present) == ("cat", ("image",))
    assert (second.label, second["text"]) == ("", "meow")


def test_a_picture_by_another_name_is_a_picture(tmp_path):
    Image.new("RGB", (8, 8), "red").save(tmp_path / "photo.dat", "PNG")
    (tmp_path / "photo.txt").write_text("a photo")
    (tmp_path / "README.txt").write_text("about it")
    (example,) = read_unlabelled(listed(tmp_path), tmp_path).examples
    assert example.present == ("image", "text")


def test_files_of_one_modality_are_no_parts_of_one_sample(tmp_path):
    files = [tmp_path / name for name in ("1.png", "2.png", "1.txt")]
    for file in files[:2]:
        Image.new("RGB", (8, 8), "red").save(file)
    files[2].write_text("red")
    assert read_one_sample(files, CancelToken()) is None
    sample = read_one_sample([files[0], files[2], tmp_path / "gone.wav"], CancelToken())
    assert sample is not None
    assert (list(sample.contents), [error.sentence for error in sample.strangers]) == (
        ["image", "text"],
        ["gone.wav does not exist. Check the path."],
    )


def test_no_file_stays_open(tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    (tmp_path / "words.txt").write_text("meow")
    before = descriptors()
    read_one_sample([tmp_path / "noise.bin", tmp_path / "words.txt"] * 50, CancelToken())
    read_one_sample([tmp_path / "noise.bin"] * 2000, CancelToken())
    assert descriptors() == before


def descriptors():
    """How many files this process has open, where the system tells it, once what earlier tests left is collected."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
