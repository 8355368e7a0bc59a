"""The open project."""

import pytest

from mmdesk.app.collection import Collection


@pytest.fixture
def collection(settings, qapp):
    collection = Collection(settings)
    yield collection
    assert collection.close(5)
    collection.deleteLater()


@pytest.fixture
def pets(tmp_path):
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "manifest.csv").write_text("text,label\nmeow,cat\nwoof,dog\n")
    return folder


def test_a_folder_is_opened_and_remembered(collection, pets, qtbot, settings):
    with qtbot.waitSignal(collection.recent_changed):
        collection.open(pets)
    assert collection.folder == collection.dataset == pets
    assert settings.recent_projects == (pets,)


def test_what_is_no_dataset_is_told_and_the_one_before_stays(collection, pets, qtbot, tmp_path):
    with qtbot.waitSignal(collection.recent_changed):
        collection.open(pets)
    collection.open(tmp_path / "settings")
    qtbot.waitUntil(lambda: bool(collection.problem))
    assert "not a dataset" in collection.problem
    assert collection.folder == pets
