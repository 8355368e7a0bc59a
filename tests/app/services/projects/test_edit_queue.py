"""Commands to a project, one after the other in its thread."""

import threading

import pytest
from patience import SECONDS
from PySide6.QtCore import QTimer

from mmdesk.app.services.projects.edit_queue import EditQueue
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.projects.project import Project


@pytest.fixture
def queue(tmp_path, qapp):
    worker = Worker("test")
    queue = EditQueue(worker)
    queue.project = Project.new(tmp_path / "pets")
    yield queue
    assert worker.close(SECONDS)
    queue.hold(True)
    queue.project.close()
    queue.deleteLater()
    worker.deleteLater()


def add(label):
    return lambda project: project.add(Sample(text=f"a {label}"), label, "", "Add")


def refuse(_project):
    raise InputError("no")


def labels(queue):
    return [row.label for row in queue.project.view.content.rows]


def test_they_are_done_in_their_order_and_each_is_told(saved_late, queue, qtbot):
    seen, names = [], []
    queue.edited.connect(lambda view: seen.append(len(view.content.rows)))
    with qtbot.waitSignal(queue.worked_off):
        queue.put(add("cat"))
        queue.put(lambda _project: names.append(threading.current_thread().name))
        queue.put(add("dog"))
        assert queue.busy
    assert (labels(queue), seen, names, queue.busy) == (["cat", "dog"], [1, 1, 2], ["test"], False)


def test_one_that_cannot_be_done_keeps_none_of_the_others_away(queue, qtbot):
    refused = []
    queue.refused.connect(lambda error: refused.append(str(error)))
    with qtbot.waitSignal(queue.worked_off):
        for command in (add("cat"), refuse, add("dog")):
            queue.put(command)
    assert (labels(queue), refused) == (["cat", "dog"], ["no"])


def test_nothing_is_begun_while_it_is_held(queue, qtbot):
    queue.hold(True)
    queue.put(add("cat"))
    assert list(queue.waiting)
    assert queue.busy
    queue.hold(False)
    with qtbot.waitSignal(queue.worked_off):
        queue.put(add("dog"))
    assert labels(queue) == ["cat", "dog"]


def test_it_is_saved_a_moment_after_an_edit(queue, qtbot):
    queue.put(add("cat"))
    with qtbot.waitSignal(queue.edited, check_params_cb=lambda view: view.saved):
        pass
    assert labels(queue) == ["cat"]


def test_what_is_told_while_it_is_held_is_saved_by_who_holds_it(queue, qtbot):
    queue.put(add("cat"))
    queue.hold(True)
    with qtbot.waitSignal(queue.worked_off):
        pass
    queue.hold(False)
    assert not queue.findChild(QTimer).isActive()
