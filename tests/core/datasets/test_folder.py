"""Files are found by what a table calls them."""

import unicodedata

import pytest

from mmdesk.core.datasets.folder import Folder
from mmdesk.core.errors import DatasetError


@pytest.fixture
def root(tmp_path):
    for name in ("images/Café 1.PNG", "images/b.png", "images/b.txt", "more/c.wav", "train/d.png", "test/d.png"):
        path = tmp_path / unicodedata.normalize("NFD", name)
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


def place(folder, cell, modality=None):
    return unicodedata.normalize("NFC", folder.item(cell, modality).path.relative_to(folder.root).as_posix())


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("images/Café 1.PNG", "images/Café 1.PNG"),
        ("images/café 1.png", "images/Café 1.PNG"),
        ("Café 1.PNG", "images/Café 1.PNG"),
        ("b", "images/b.png"),
        ("c", "more/c.wav"),
        ("/data/upload/3/b.png", "images/b.png"),
    ],
)
def test_names_as_people_spell_them(root, cell, found):
    folder = Folder(root)
    assert place(folder, cell, "audio" if found.endswith("wav") else "image") == found
    assert folder.modality_of(cell) in ("image", "audio", None)


def test_a_whole_path_into_the_folder_is_one_in_it(root):
    assert place(Folder(root), (root / "images" / "b.png").as_posix()) == "images/b.png"
    assert place(Folder(root), str(root.resolve() / "more" / "c.wav")) == "more/c.wav"


def test_a_name_in_several_folders_is_not_guessed(root):
    with pytest.raises(DatasetError, match=r"test/d.png or train/d.png|train/d.png or test/d.png"):
        Folder(root).item("d.png", "image")
    assert place(Folder(root, ["train"]), "d.png", "image") == "train/d.png"
    assert Folder(root).modality_of("d.png") is None


@pytest.mark.parametrize("cell", ["gone.png", "b.jpg", "mages/b.png", "../b.png"])
def test_what_is_not_there_is_told(root, cell):
    with pytest.raises(DatasetError, match=r"does not exist|leads out"):
        Folder(root).item(cell, "image")
