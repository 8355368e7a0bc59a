import errno
import sys

import pytest

from mmdesk.core import paths
from mmdesk.core.errors import InputError


def test_a_file_is_there_only_when_it_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    with paths.written_safely(target) as temporary:
        temporary.write_text("new")
        assert not target.exists()
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_earlier_file(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), paths.written_safely(target) as temporary:  # noqa: PT012
        temporary.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the folder is read-only"), (errno.EIO, "the disk reported an error")],
)
def test_what_the_disk_refuses_is_one_sentence(tmp_path, number, said):
    target = tmp_path / "a.txt"
    with pytest.raises(InputError, match=said) as caught, paths.written_safely(target):
        raise OSError(number, "refused")
    assert str(target) in str(caught.value)


def test_a_missing_folder_is_told_before_the_work(tmp_path):
    with pytest.raises(InputError) as caught:
        paths.check_writable(tmp_path / "gone" / "a.txt")
    assert str(caught.value).startswith(f"{tmp_path / 'gone' / 'a.txt'} was not saved: the folder does not exist")


def test_looking_leaves_nothing_behind(tmp_path):
    paths.check_writable(tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a.txt").write_text("old")
    paths.check_writable(tmp_path / "a.txt")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_resources_are_found_beside_the_source():
    assert paths.starter_model().parent.parent == paths.resources()
    assert paths.resources().name == "resources"


def test_the_programs_own_folders_are_made(monkeypatch, tmp_path):
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    for folder in (paths.settings_dir(), paths.data_dir(), paths.cache_dir(), paths.log_dir()):
        assert folder.is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="folders of Linux")
@pytest.mark.parametrize("name", ["settings_dir", "data_dir", "models_dir", "cache_dir", "log_dir"])
def test_a_folder_of_its_own_that_cannot_be_made_is_one_sentence(monkeypatch, tmp_path, refused, name):
    (tmp_path / "taken").touch()
    for variable in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / "taken"))
    with refused(InputError, str(tmp_path / "taken" / "mmdesk"), "cannot be made: Not a directory"):
        getattr(paths, name)()


@pytest.mark.parametrize(
    ("program", "beside"), [("mmdesk/mmdesk", "mmdesk"), ("Programs/mmdesk.app/Contents/MacOS/mmdesk", "Programs")]
)
def test_a_folder_beside_the_standalone_program_keeps_its_files(monkeypatch, tmp_path, program, beside):
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / program))
    (tmp_path / program).parent.mkdir(parents=True)
    assert paths.portable_dir() is None
    kept = tmp_path / beside / "mmdesk-data"
    kept.mkdir()
    places = [paths.settings_dir(), paths.data_dir(), paths.cache_dir(), paths.log_dir()]
    assert places == [kept / name for name in ("settings", "data", "cache", "log")]
    assert all(place.is_dir() for place in places)


def test_only_the_standalone_program_is_portable(monkeypatch, tmp_path):
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "python"))
    (tmp_path / "mmdesk-data").mkdir()
    assert paths.portable_dir() is None
