"""Loose files are samples by what they hold."""

from PIL import Image

from mmdesk.core.datasets.loose import read_loose, read_unlabelled
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
