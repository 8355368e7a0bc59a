"""A folder is listed without what systems leave in it."""

import os

import pytest

from mmdesk.core.datasets.tree import listed


def fill(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_what_systems_leave_behind_is_passed_over(tmp_path):
    junk = (".DS_Store", "cat/._1.png", "cat/Thumbs.db", "cat/THUMBS.DB", "cat/Desktop.ini", "__MACOSX/cat/1.png", ".git/x.png")
    fill(tmp_path, "cat/10.png", "cat/2.png", "_other/1.png", *junk)
    tree = listed(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in tree.walk()] == ["_other/1.png", "cat/2.png", "cat/10.png"]


def test_what_holds_samples(tmp_path):
    fill(tmp_path, "README.md", "docs/a.pdf", "cat/deep/1.png")
    (tmp_path / "owl" / "none").mkdir(parents=True)
    tree = listed(tmp_path)
    cat, docs, owl = tree.folders
    assert (tree.has_own_samples, tree.has_samples, tree.has_folders_of_samples) == (False, True, True)
    assert (cat.has_samples, docs.has_samples, owl.has_samples) == (True, False, False)
    assert (cat.empty, docs.empty, owl.empty) == (False, False, True)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_back_is_not_followed(tmp_path):
    fill(tmp_path, "cat/1.png")
    (tmp_path / "cat" / "again").symlink_to(tmp_path)
    (tmp_path / "pets").symlink_to(tmp_path / "cat")
    assert len(list(listed(tmp_path).walk())) == 2
