"""Edits of a project and their words, without a thread."""

import pytest

from mmdesk.app.services.projects.edits import ProjectEdits
from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.projects.project import Project


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "manifest.csv").write_text("text,label\nmeow,cat\nwoof,dog\npurr,cat\n")
    project = Project.open(folder)
    yield project
    project.close()


@pytest.fixture
def edits(project, qapp):
    return ProjectEdits(lambda command: command(project))


def rows(project):
    return [(row.cell("text"), row.label, row.split) for row in project.view.content.rows]


MEOW, WOOF, PURR = ("meow", "cat", ""), ("woof", "dog", ""), ("purr", "cat", "")
EDITS = [
    (lambda edits: edits.relabel([0, 2], " fox "), "label 2 rows as fox", [("meow", "fox", ""), WOOF, ("purr", "fox", "")]),
    (
        lambda edits: edits.relabel_each({0: "lion", 1: "wolf"}),
        "label 2 rows anew",
        [("meow", "lion", ""), ("woof", "wolf", ""), PURR],
    ),
    (lambda edits: edits.move([1], "test"), "move 1 row to test", [MEOW, ("woof", "dog", "test"), PURR]),
    (lambda edits: edits.delete([1]), "delete 1 row", [MEOW, PURR]),
    (lambda edits: edits.reword(0, "text", "yip"), "change the words of a row", [("yip", "cat", ""), WOOF, PURR]),
    (lambda edits: edits.rename_class("cat", "dog"), "call the class cat dog", [("meow", "dog", ""), WOOF, ("purr", "dog", "")]),
    (lambda edits: edits.arrange(["dog", "cat"]), "put the classes in another order", [MEOW, WOOF, PURR]),
    (lambda edits: edits.take([Example(0, {"text": "yip"}, "fox", "")]), "add 1 row", [MEOW, WOOF, PURR, ("yip", "fox", "")]),
]


@pytest.mark.parametrize(("act", "words", "after"), EDITS)
def test_each_edit_is_named_undone_and_done_again(edits, project, act, words, after):
    before = rows(project)
    act(edits)
    assert (rows(project), project.view.undo) == (after, words)
    edits.undo()
    assert (rows(project), project.view.redo) == (before, words)
    edits.redo()
    assert rows(project) == after


def test_a_row_is_taken_out_of_its_split(edits, project):
    edits.move([0], "val")
    edits.move([0], "")
    assert (rows(project)[0], project.view.undo) == (MEOW, "take 1 row out of their split")


def test_a_label_of_blanks_is_none(edits, project):
    edits.relabel([0], "  ")
    assert (rows(project)[0], project.view.undo) == (MEOW, "")


def test_the_classes_are_put_in_another_order(edits, project):
    edits.arrange(["dog", "cat"])
    assert project.view.labels == ("dog", "cat")


def test_who_waits_for_an_example_is_told_which_sample_became_one(edits, project, qtbot):
    sample = Sample(text="yip")
    with qtbot.waitSignal(edits.added) as told:
        edits.add_made(lambda: sample, " fox ", "train")
    assert told.args == [sample]
    assert (rows(project)[-1], project.view.undo) == (("yip", "fox", "train"), "add an example of fox")


def test_settings_are_kept(edits, project):
    edits.keep({"goal": 20})
    assert project.view.settings == {"goal": 20}
