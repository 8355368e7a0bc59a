"""What is in a journal after a crash."""

import os

import pytest

from mmdesk.core.errors import InputError
from mmdesk.core.projects.edits import Change, Delete
from mmdesk.core.projects.journal import Journal, Unsaved, digest, unsaved

FIRST, SECOND = (Change((3,), "label", ("cat",)),), (Delete((1, 2)), Change((0,), "text", ("\udcff 狗\n",)))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "manifest.journal"


@pytest.fixture
def journal(path):
    journal = Journal.begin(path, "old", range(4), 4)
    yield journal
    journal.close()


def test_edits_follow_the_table_they_belong_to(journal, path):
    journal.write(FIRST)
    journal.write(SECOND)
    assert unsaved(path, "old") == Unsaved((0, 1, 2, 3), (FIRST, SECOND), 4)
    assert unsaved(path, "another") is None


def test_whichever_table_is_there_after_a_crash_gets_what_it_lacks(journal, path):
    journal.write(FIRST)
    journal.mark("new", [0, 3], 4)
    journal.write(SECOND)
    assert unsaved(path, "old").steps == (FIRST, SECOND)
    assert unsaved(path, "new") == Unsaved((0, 3), (SECOND,), 4)


def test_a_table_that_became_as_it_was_lacks_nothing_of_its_past(journal, path):
    journal.write(FIRST)
    journal.mark("new", [0, 1, 2, 3], 4)
    journal.write(SECOND)
    journal.mark("old", [0, 1, 2, 3], 4)
    assert unsaved(path, "old").steps == ()


def test_a_line_that_was_cut_off_is_left_out_and_not_joined(journal, path):
    journal.write(FIRST)
    whole = path.read_bytes()
    journal.write(SECOND)
    line = path.read_bytes()[len(whole) :]
    for end in range(len(line)):
        path.write_bytes(whole + line[:end])
        assert unsaved(path, "old").steps == (FIRST,)
    again = Journal.resume(path)
    again.write(SECOND)
    again.close()
    assert unsaved(path, "old").steps == (FIRST, SECOND)


def test_what_follows_nonsense_is_left_out(journal, path):
    journal.write(FIRST)
    journal.close()
    with open(path, "ab") as file:
        file.write(b'{"edits": [["jump"]]}\n')
    again = Journal.resume(path)
    again.write(SECOND)
    again.close()
    assert unsaved(path, "old").steps == (FIRST,)


def test_no_journal_adds_nothing(path):
    assert unsaved(path, "old") is None


def test_a_folder_that_has_gone_is_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        Journal.begin(tmp_path / "gone" / "manifest.journal", "old", [], 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is full")
def test_a_full_disk_is_told(tmp_path):
    file = open("/dev/full", "wb", buffering=0)  # noqa: SIM115 - the journal closes it
    journal = Journal(tmp_path / "manifest.journal", file)
    with pytest.raises(InputError):
        journal.write(FIRST)
    journal.close()


def test_the_digest_tells_tables_apart():
    assert digest(b"a") != digest(b"b")
    assert digest(b"a") == digest(b"a")
