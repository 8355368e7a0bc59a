"""Loose files are copied into a project."""

import pytest
from finished import finished
from PIL import Image

from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.importing import STEP, copied


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    Image.new("RGB", (8, 8), "blue").save(folder / "own.png")
    return folder


@pytest.fixture
def files(tmp_path, folder):
    """Pictures from elsewhere, and one that lies in the project."""
    made = [tmp_path / f"{number}.png" for number in range(STEP + 5)]
    for file in made:
        Image.new("RGB", (8, 8), "red").save(file)
    return [*made, folder / "own.png"]


def there(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))


def test_the_examples_lie_in_the_folder_afterwards(files, folder):
    notes, taken = finished(copied(read_loose(files, CancelToken()), folder, CancelToken()))
    assert [(note.done, note.total) for note in notes] == [(0, STEP + 6), (STEP, STEP + 6)]
    places = [example["image"].path.relative_to(folder).as_posix() for example in taken.examples]
    assert sorted(places) == there(folder)
    assert "own.png" in places
    assert "images/3.png" in places


def test_who_calls_it_off_finds_the_folder_as_it_was(files, folder):
    token = CancelToken()
    work = copied(read_loose(files, CancelToken()), folder, token)
    next(work)
    next(work)
    assert len(there(folder)) > 1
    token.cancel()
    with pytest.raises(Cancelled):
        next(work)
    assert there(folder) == ["own.png"]


def test_a_file_that_has_gone_leaves_nothing_behind(files, folder):
    found = read_loose(files, CancelToken())
    files[STEP + 2].unlink()
    with pytest.raises(InputError, match="does not exist"):
        list(copied(found, folder, CancelToken()))
    assert there(folder) == ["own.png"]
