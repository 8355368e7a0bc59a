"""Opening, leaving and handing over, without a thread."""

from collections import deque

import pytest

from mmdesk.app.services.projects.work import handed_over, leave, open_project, work_off
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken


@pytest.fixture
def there(tmp_path, qapp):
    there = open_project(tmp_path / "pets", True, "", None, None, deque(), CancelToken())
    yield there
    there.project.close()
    there.lock.unlock()


def add(label):
    return lambda project: project.add(Sample(text=f"a {label}"), label, "", "Add")


def test_what_waits_is_done_one_after_the_other(there):
    waiting = deque([add("cat"), add("dog")])
    views = list(work_off(there.project, waiting, CancelToken()))
    assert [len(view.content.rows) for view in views] == [1, 2]
    assert not waiting


def test_leaving_does_what_waits_and_gives_the_last_problem(there):
    def refuse(project):
        raise InputError("no")

    waiting = deque([add("cat"), refuse, add("dog")])
    problem = leave(there.project, waiting)
    assert str(problem) == "no"
    assert len(there.project.view.content.rows) == 2
    assert there.project.view.saved


def test_a_project_is_handed_over_to_nobody(there, tmp_path):
    after = handed_over(lambda: None, there.project, there.lock, deque([add("cat")]), CancelToken())
    assert after.project is None
    assert not there.lock.isLocked()
    assert "a cat" in (tmp_path / "pets" / "manifest.csv").read_text(encoding="utf-8-sig")
