import dataclasses
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from tiny_table import write_table

from mmdesk.app.pages.judge.samples_card import SamplesCard, keys_of
from mmdesk.app.services.thumbnails import SIDE
from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.evaluation.results import SampleList
from mmdesk.core.projects.project import Project


@pytest.fixture
def card(judged, qtbot):
    card = SamplesCard(judged.judging, judged.collection)
    qtbot.addWidget(card)
    card.show_judgement(judged.judging.judgement)
    return card


def rows(card):
    return [[card.table.item(row, column).text() for column in range(5)] for row in range(card.table.rowCount())]


def test_the_worst_mistakes_come_first(card):
    assert rows(card) == [["7", "cat", "狗", "85.0 %", "words 7"]]
    assert card.count.text() == "1 sample"
    card.what.setCurrentText("Most doubtful labels")
    assert [row[0] for row in rows(card)] == ["7"]


def test_a_cell_of_the_matrix_lists_its_samples(card):
    card.show_cell(1, 1)
    assert [row[0] for row in rows(card)] == ["8", "9", "10", "11"]
    card.show_cell(1, 0)
    assert rows(card) == []


def test_it_is_told_which_sample_should_be_looked_at(card, qtbot):
    assert not card.show_it.isEnabled()
    card.table.selectRow(0)
    with qtbot.waitSignal(card.looked_at) as signal:
        card.show_it.click()
    assert signal.args[0].parts["text"] == "words 7"


def test_a_sample_with_a_picture_shows_it(card, judged, qtbot, tmp_path):
    Image.new("RGB", (30, 30), "red").save(tmp_path / "red.png")
    judgement = judged.judging.judgement
    without = card.table.rowHeight(0)
    red = {"image": Item(tmp_path / "red.png")}
    pictured = [dataclasses.replace(example, parts={**red, **example.parts}) for example in judgement.results.examples]
    answers = dataclasses.replace(judgement.results, examples=tuple(pictured))
    card.show_judgement(dataclasses.replace(judgement, results=answers))
    card.show()
    sample = card.table.item(0, 4)
    assert sample.text() == "red.png · words 7"
    qtbot.waitUntil(lambda: sample.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert card.table.rowHeight(0) >= SIDE > without
    card.table.selectRow(0)
    place = card.table.visualItemRect(sample)
    seen = card.table.viewport().grab(place).toImage()
    colours = {seen.pixelColor(x, seen.height() // 2).name() for x in range(seen.width() // 2)}
    assert any(name.startswith("#f") and name.endswith("0000") for name in colours)


def test_without_the_project_nothing_is_relabelled(card):
    card.table.selectRow(0)
    assert card.relabel_it.isHidden()


def test_a_sample_of_the_open_project_is_relabelled(ready, tmp_path, qtbot):
    data = write_table(tmp_path / "pets")
    ready.collection.open(data)
    qtbot.waitUntil(lambda: ready.collection.dataset is not None and not ready.collection.opening)
    card = SamplesCard(ready.judging, ready.collection)
    qtbot.addWidget(card)
    ready.judging.judge(Path("m.safetensors"), data)
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    judgement = ready.judging.judgement
    example = Example(2, {"text": "a cat"}, "cat", "train")
    answers = dataclasses.replace(judgement.results, examples=(example,) * 10)
    card.show_judgement(dataclasses.replace(judgement, results=answers))
    card.table.selectRow(0)
    assert not card.relabel_it.isHidden()
    assert card.labels.currentText() == "狗"
    card.relabel_it.click()
    qtbot.waitUntil(lambda: ready.collection.view.undo != "")
    assert next(row.label for row in ready.collection.view.content.rows if row.cell("text") == "a cat") == "狗"
    assert card.count.text() == "Row 1 is labelled 狗 now."
    assert card.table.item(0, 0).text() == "1", "as Data has it, not as its table does"
    assert keys_of(dataclasses.replace(example, parts={"text": "other"}), data, ready.collection.view.content.rows) == []


@pytest.fixture
def ours(ready, tmp_path, qtbot):
    """The card with samples of the open project, of both classes."""
    data = write_table(tmp_path / "pets")
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(data)
    card = SamplesCard(ready.judging, ready.collection)
    qtbot.addWidget(card)
    ready.judging.judge(Path("m.safetensors"), data)
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    judgement = ready.judging.judgement
    card.show_judgement(dataclasses.replace(judgement, lists=(SampleList("Worst mistakes", "none", (0, 1, 6, 7)),)))
    return card


def test_the_label_that_was_chosen_stays_when_the_project_changes_or_is_saved(ours, ready, qtbot):
    ours.table.selectRow(0)
    assert ours.labels.currentText() == "cat"
    ours.labels.setCurrentText("狗")
    ready.collection.edits.relabel([0], "bird")
    ready.collection.save()
    qtbot.waitUntil(lambda: ready.collection.saved)
    assert ours.labels.currentText() == "狗"
    ours.table.selectRow(1)
    assert ours.labels.currentText() == "cat"


def test_a_sample_of_arrays_is_found_in_the_project_that_was_made_of_them(tmp_path):
    np.save(tmp_path / "train_images.npy", np.zeros((3, 4, 4), np.uint8))
    np.save(tmp_path / "train_labels.npy", np.array(["cat", "dog", "cat"]))
    view = Project.open(tmp_path).view
    examples = read_dataset(tmp_path).examples
    assert [keys_of(example, view.folder, view.content.rows) for example in examples] == [[0], [1], [2]]
    assert keys_of(examples[0], tmp_path / "elsewhere", view.content.rows) == []


def test_numbers_are_listed_with_how_far_they_are_off(judged_numbers, qtbot):
    card = SamplesCard(judged_numbers.judging, judged_numbers.collection)
    qtbot.addWidget(card)
    card.show_judgement(judged_numbers.judging.judgement)
    assert [card.table.horizontalHeaderItem(column).text() for column in (2, 3)] == ["Answer", "Error"]
    assert rows(card)[0] == ["2", "50", "51.00", "+1.00", "words 2"]
    assert len(rows(card)) == 10
    assert card.what.isHidden()
    card.table.selectRow(0)
    assert card.selected["text"] == "words 2"
    assert card.relabel_it.isHidden()
