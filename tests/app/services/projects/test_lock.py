"""A project is opened for one window at a time."""

import pytest
from tiny_table import write_table

from mmdesk.app.services.projects.lock import named, opened
from mmdesk.core.errors import DatasetError, InputError


@pytest.fixture
def pets(tmp_path, qapp):
    return write_table(tmp_path / "pets")


def test_a_folder_and_its_table_are_one_dataset(tmp_path):
    assert named(tmp_path / "manifest.csv") == named(tmp_path) == tmp_path
    assert named(tmp_path / "other.csv") == tmp_path / "other.csv"


def test_two_do_not_have_it_at_once(pets):
    project, lock = opened(pets, False, None, None)
    with pytest.raises(DatasetError, match="another window"):
        opened(pets, False, None, None)
    project.close()
    lock.unlock()
    again, lock = opened(pets, False, None, None)
    again.close()
    lock.unlock()


def test_the_one_before_is_let_go_only_for_another(pets, tmp_path):
    _, lock = opened(pets, False, None, None)
    with pytest.raises(InputError):
        opened(tmp_path / "nothing.xyz", False, pets, lock)
    assert lock.isLocked()
    _, kept = opened(pets, False, pets, lock)
    assert kept is lock
    other, own = opened(tmp_path / "new", True, pets, kept)
    assert not lock.isLocked()
    other.close()
    own.unlock()
