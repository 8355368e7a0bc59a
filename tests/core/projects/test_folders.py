"""A project's folder gets another name and a twin."""

import pytest
from finished import finished

from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.folders import copy_folder, place_for, rename_folder


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pets"
    (folder / "images").mkdir(parents=True)
    for number in range(50):
        (folder / "images" / f"{number}.png").write_bytes(bytes([number]))
    (folder / "manifest.csv").write_text("image,label\nimages/1.png,cat\n", encoding="utf-8")
    (folder / "manifest.journal").write_text("half written", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["", " ", ".", "..", "a/b", "a\\b", "what?", "two\nlines", "c:"])
def test_what_no_folder_can_be_called_is_told(tmp_path, name):
    with pytest.raises(InputError):
        place_for(tmp_path, name)


def test_a_name_that_is_taken_is_told(folder, tmp_path):
    with pytest.raises(InputError, match="pets is there already"):
        place_for(tmp_path, "pets")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="gone is there already"):
        place_for(tmp_path, "gone")


def test_a_folder_is_renamed_with_all_that_is_in_it(folder, tmp_path):
    place = rename_folder(folder, " 宠物 ")
    assert place == tmp_path / "宠物"
    assert not folder.exists()
    assert len([*(place / "images").iterdir()]) == 50


def test_a_folder_keeps_its_name_if_the_other_is_taken(folder, tmp_path):
    (tmp_path / "dogs").mkdir()
    with pytest.raises(InputError):
        rename_folder(folder, "dogs")
    assert folder.exists()
    assert rename_folder(folder, "Pets").name == "Pets"


def test_a_copy_has_everything_but_the_journal(folder, tmp_path):
    reports, place = finished(copy_folder(folder, "pets copy", CancelToken()))
    assert place == tmp_path / "pets copy"
    assert [(note.done, note.total) for note in reports] == [(0, 51), (20, 51), (40, 51)]
    assert (place / "images" / "49.png").read_bytes() == bytes([49])
    assert not (place / "manifest.journal").exists()
    assert (folder / "manifest.journal").exists()


def test_a_copy_that_is_called_off_leaves_nothing(folder, tmp_path):
    token = CancelToken()
    work = copy_folder(folder, "pets copy", token)
    next(work)
    next(work)
    token.cancel()
    with pytest.raises(Cancelled):
        next(work)
    assert [path.name for path in tmp_path.iterdir()] == ["pets"]
