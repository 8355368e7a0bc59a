"""The table of a batch."""

import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.pages.classify.batch_card import ANSWER, SAMPLE, SCORE, BatchCard
from mmdesk.app.services.parts import Many
from mmdesk.core.answers.batch import Answered
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.datasets.example import Dataset, Example

CAT = Prediction("cat", 0.9, {"cat": 0.9}, {}, 0.5, "cpu", 1.0)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (8, 8), "red").save(folder / f"{number}.png")
    (folder / "bad.png").touch()
    return folder


@pytest.fixture
def card(ready, theme, qtbot):
    card = BatchCard(ready)
    qtbot.addWidget(card)
    return card


@pytest.fixture
def filled(card, ready, folder, qtbot):
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and bool(ready.batch.rows))
    card.show()
    return card


def cells(card, row):
    return [card.model.index(row, column).data() for column in (SAMPLE, ANSWER, SCORE)]


def test_it_is_hidden_without_a_batch(card):
    assert card.isHidden()


def test_every_row_has_its_line(filled):
    assert cells(filled, 0) == ["0.png", "cat", "90.0 %"]
    assert "bad.png is empty" in cells(filled, 3)[1]
    assert filled.told.text() == "3 of 4 answered, 1 cannot be"
    assert filled.progress.isHidden()
    assert filled.run_button.isHidden()


def test_a_new_window_tells_the_same_of_the_batch(filled, ready, qtbot):
    again = BatchCard(ready)
    qtbot.addWidget(again)
    assert again.told.text() == "3 of 4 answered, 1 cannot be"
    again.only_problems.setChecked(True)
    assert again.model.rowCount() == 1
    assert "bad.png is empty" in cells(again, 0)[1]


def test_those_without_an_answer_are_shown_alone(filled, qtbot):
    filled.only_problems.click()
    assert filled.model.rowCount() == 1
    assert "bad.png" in cells(filled, 0)[1]
    filled.only_problems.click()
    assert filled.model.rowCount() == 4


def test_a_click_lays_the_sample_on_the_desk(filled, ready, answered, qtbot):
    middle = filled.table.visualRect(filled.model.index(2, ANSWER)).center()
    qtbot.mouseClick(filled.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    answered()
    assert ready.part("image").content.name == "2.png"


def test_the_answers_are_exported_to_a_place_of_choice(filled, tmp_path, qtbot):
    filled.export_button.click()
    dialog = filled.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "out.csv").exists)


def test_it_stops_goes_on_and_closes(card, ready, folder, engine, qtbot):
    engine.may_go.clear()
    ready.drop([folder])
    qtbot.waitUntil(lambda: card.run_button.text() == "Stop")
    card.run_button.click()
    assert card.run_button.text() == "Go on"
    engine.may_go.set()
    card.run_button.click()
    qtbot.waitUntil(lambda: ready.batch.done)
    card.close_button.click()
    assert card.isHidden()


def test_labelled_samples_can_be_learned_from(card, ready, tmp_path, qtbot):
    for label, colour in (("red", "red"), ("blue", "blue")):
        (tmp_path / "colours" / label).mkdir(parents=True)
        Image.new("RGB", (8, 8), colour).save(tmp_path / "colours" / label / "1.png")
    ready.drop([tmp_path / "colours"])
    qtbot.waitUntil(lambda: ready.batch.done and not card.labelled.isHidden())
    with qtbot.waitSignals([ready.collection.opened, ready.place_wanted]):
        card.open_button.click()
    assert ready.collection.labels == ("blue", "red")


def test_samples_without_labels_teach_nothing(filled):
    assert filled.labelled.isHidden()


def test_fifty_thousand_rows_fill_without_a_pause(ready, theme, qtbot, card):
    rows = tuple(Example(number, {"text": f"sample {number}"}, "", "") for number in range(50_000))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    card.resize(400, 400)
    card.show()
    QCoreApplication.processEvents()
    pauses = []  # of work of this thread, whatever else the machine does
    for start in range(0, len(rows), 1000):
        answers = tuple(Answered(row, CAT) if row.row % 10 else Answered(row, problem="bad") for row in rows[start : start + 1000])
        made = time.thread_time()
        ready.batch._came(answers)
        QCoreApplication.processEvents()
        pauses.append(time.thread_time() - made)
    assert card.model.problems == 5000
    assert sorted(pauses)[-3] < 0.05
