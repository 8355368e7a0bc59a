"""Reading a dataset only once its edits are saved."""

import pytest
from tiny_table import write_table

from mmdesk.app.services.projects.saved_dataset import AsShown
from mmdesk.core.datasets.read import read_dataset

pytestmark = pytest.mark.usefixtures("saved_late")


@pytest.fixture
def data(tmp_path):
    return write_table(tmp_path / "pets")


@pytest.fixture
def project(collection, data, qtbot):
    with qtbot.waitSignal(collection.opened):
        collection.open(data)
    return collection


@pytest.fixture
def reading(project):
    return AsShown(project, project)


def test_what_is_saved_or_another_dataset_is_read_at_once(reading, project, data, tmp_path):
    begun = []
    reading.start(data, lambda: begun.append("saved"), begun.append)
    project.edits.relabel([0], "bird")
    reading.start(tmp_path / "other", lambda: begun.append("other"), begun.append)
    assert begun == ["saved", "other"]


def test_edits_are_saved_first(reading, project, data, qtbot):
    labels = []
    project.edits.relabel([0], "bird")
    reading.start(data / "manifest.csv", lambda: labels.extend(read_dataset(data).labels), labels.append)
    assert reading.waiting
    qtbot.waitUntil(lambda: bool(labels))
    assert labels == ["bird", "cat", "狗"]
    assert not reading.waiting


def test_what_cannot_be_saved_is_refused(reading, project, data, qtbot):
    begun, refused = [], []
    project.edits.relabel([0], "bird")
    qtbot.waitUntil(lambda: not project.busy)
    (data / "manifest.csv").write_text("text,label\nmeow,cat\n")  # by another program
    for _ in range(2):
        reading.start(data, lambda: begun.append(True), refused.append)
        qtbot.waitUntil(lambda: not reading.waiting)
    assert begun == []
    assert [("another program" in sentence) for sentence in refused] == [True, True]


def test_what_is_no_longer_wanted_is_not_begun(reading, project, data, qtbot):
    begun = []
    project.edits.relabel([0], "bird")
    reading.start(data, lambda: begun.append(True), begun.append)
    reading.cancel()
    project.save()
    qtbot.waitUntil(lambda: project.saved)
    assert begun == []
