"""The table of a batch."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QStyleOptionViewItem
from specs import spec_of

from mmdesk.app.pages.classify.batch_card import ANSWER, LABEL, PARTS, SAMPLE, SCORE, SETS, BatchCard
from mmdesk.app.services.parts import Many
from mmdesk.core.answers.batch import Answered
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.datasets.example import Dataset, Example, Item
from mmdesk.core.models.coverage import SETS as LIMITS

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


def test_the_column_of_own_labels_is_there_where_they_tell_rows_apart(filled, ready, qtbot):
    assert filled.table.isColumnHidden(LABEL), "the name of the one folder is the label of all"
    rows = (Example(1, {"text": "a cat"}, "cat", ""), Example(2, {"text": "who knows"}, "", ""))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    qtbot.waitUntil(lambda: not filled.table.isColumnHidden(LABEL))


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


def test_sets_have_a_column_where_the_model_tells_them(filled, ready):
    assert filled.table.isColumnHidden(SETS)
    ready.batch.model = replace(ready.batch.model, training={LIMITS: {"image": {"0.9": 1.0}}})
    ready.batch.answers[0] = replace(ready.batch.answers[0], prediction=replace(CAT, sets=(LabelSet(0.9, ("cat", "狗")),)))
    filled.refresh()
    assert not filled.table.isColumnHidden(SETS)
    assert filled.model.index(0, SETS).data() == ""
    ready.choose_coverage(0.9)
    assert filled.model.index(0, SETS).data() == "cat | 狗"


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


def test_a_column_tells_of_contradictions_once_there_is_one(filled, ready):
    assert filled.table.isColumnHidden(PARTS)
    row = filled.model._rows[0]
    ready.batch.begin(Many(Dataset(Path(), (row,)), (row,)), None)
    ready.batch._came((Answered(row, replace(CAT, conflict=True)),))
    assert not filled.table.isColumnHidden(PARTS)
    ready.batch.begin(Many(Dataset(Path(), (row,)), (row,)), None)
    assert filled.table.isColumnHidden(PARTS)


SCORES = {"cat": (0.6, 0.97, 0.9), "狗": (0.99, 0.4)}


@pytest.fixture
def mixed(card, ready, tmp_path):
    """Five answered pictures and one that has no answer."""
    rows, answers = [], []
    scores = [(label, score) for label, some in SCORES.items() for score in some]
    for number, (label, score) in enumerate(scores):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (40, 30), (40 * number, 0, 0)).save(path)
        rows.append(Example(number + 1, {"image": Item(path)}, "", ""))
        answers.append(Answered(rows[-1], Prediction(label, score, {label: score}, {}, 0.5, "cpu", 1.0)))
    rows.append(Example(6, {"image": Item(tmp_path / "gone.png")}, "", ""))
    answers.append(Answered(rows[-1], problem="gone.png is not there"))
    ready.batch.begin(Many(Dataset(tmp_path, tuple(rows)), tuple(rows)), None)
    ready.batch._came(tuple(answers))
    card.resize(420, 700)
    card.show()
    return card


def numbers(card):
    return [card.model.number(row) for row in range(card.model.rowCount())]


def click_head(card, qtbot, column):
    heads = card.table.horizontalHeader()
    place = QPoint(heads.sectionViewportPosition(column) + heads.sectionSize(column) // 2, heads.height() // 2)
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_head_sorts_by_score_and_by_class(mixed, qtbot):
    click_head(mixed, qtbot, SCORE)
    assert numbers(mixed) == [5, 4, 0, 2, 1, 3]
    click_head(mixed, qtbot, SCORE)
    assert numbers(mixed) == [3, 1, 2, 0, 4, 5]
    click_head(mixed, qtbot, SCORE)
    assert numbers(mixed) == [0, 1, 2, 3, 4, 5], "as they were"
    click_head(mixed, qtbot, ANSWER)
    assert numbers(mixed) == [0, 1, 2, 3, 4, 5]
    click_head(mixed, qtbot, ANSWER)
    assert numbers(mixed)[1:3] == [3, 4]


def test_it_is_filtered_by_class_and_score(mixed):
    choose = mixed.filter
    assert [choose.label.itemData(place) for place in range(choose.label.count())] == [None, "cat", "狗"]
    choose.label.setCurrentIndex(1)
    assert numbers(mixed) == [0, 1, 2]
    choose.score.setCurrentIndex(choose.score.findText("below 80 %"))
    assert numbers(mixed) == [0]
    choose.label.setCurrentIndex(0)
    assert numbers(mixed) == [0, 4]
    choose.score.setCurrentIndex(choose.score.findText("95 % and more"))
    assert numbers(mixed) == [1, 3]


def test_samples_have_their_pictures(mixed, qtbot):
    icon = lambda row: mixed.model.index(row, SAMPLE).data(Qt.ItemDataRole.DecorationRole)  # noqa: E731
    qtbot.waitUntil(lambda: all(icon(row) is not None for row in range(5)))
    assert icon(4).pixmap(44).toImage().pixelColor(5, 5).red() > 120
    assert mixed.table.rowHeight(0) > 44
    option = QStyleOptionViewItem()
    mixed.sample_delegate.initStyleOption(option, mixed.model.index(numbers(mixed).index(1), SAMPLE))
    assert not option.features & QStyleOptionViewItem.ViewItemFeature.HasDisplay, "they tell more than what is left of a name"
    assert mixed.table.horizontalHeader().sectionSize(SAMPLE) < mixed.table.horizontalHeader().sectionSize(ANSWER)


def test_answers_become_labels_after_review(mixed, ready, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(ready.collection, "free_folder", lambda: tmp_path / "project")
    assert not mixed.review.take_it.isEnabled()
    assert mixed.review.take_it.text() == "Take as examples"
    mixed.filter.score.setCurrentIndex(mixed.filter.score.findText("80 % and more"))
    mixed.review.tick_all.click()
    assert mixed.model.ticked == {1, 2, 3}
    index = mixed.model.index(numbers(mixed).index(2), ANSWER)
    mixed.table.edit(index)
    editor = mixed.table.findChild(QComboBox)
    editor.setEditText("lynx")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: index.data() == "lynx (not cat)")
    assert mixed.review.take_it.text() == "Take 3 examples"
    mixed.review.take_it.click()
    qtbot.waitUntil(lambda: bool(mixed.review.told.text()) and ready.collection.saved)
    assert mixed.review.told.text() == "3 examples are in project now."
    assert sorted(row.label for row in ready.collection.view.content.rows) == ["cat", "lynx", "狗"]
    assert sorted(path.name for path in (tmp_path / "project" / "images").iterdir()) == ["1.png", "2.png", "3.png"]
    assert not mixed.model.ticked


def test_a_project_whose_own_rows_were_answered_gets_the_labels(card, ready, qtbot, tmp_path):
    (tmp_path / "pets").mkdir()
    for number in range(2):
        Image.new("RGB", (8, 8), "red").save(tmp_path / "pets" / f"{number}.png")
    (tmp_path / "pets" / "manifest.csv").write_text("image,label\n0.png,\n1.png,\n", encoding="utf-8")
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(tmp_path / "pets")
    ready.drop([tmp_path / "pets"])
    qtbot.waitUntil(lambda: ready.batch.done and len(ready.batch.rows) == 2)
    card.review.tick_all.click()
    card.review.take_it.click()
    qtbot.waitUntil(lambda: [row.label for row in ready.collection.view.content.rows] == ["cat", "cat"])
    qtbot.waitUntil(lambda: ready.collection.saved)
    assert [path.name for path in (tmp_path / "pets").glob("*.png")] != []
    assert not (tmp_path / "pets" / "images").exists()


def test_labels_that_the_model_does_not_know_lead_to_data_first_of_all(mixed, ready):
    assert mixed.offer.text() == "They have labels: a model can learn from them."
    rows = tuple(Example(number, {"text": "who knows"}, "lynx", "") for number in range(2))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    assert "knows none of their labels" in mixed.offer.text()
    assert mixed.open_button.property("kind") == "first"


def test_answers_of_the_model_before_are_told_and_given_anew(filled, ready, engine, tmp_path, qtbot):
    assert filled.run_button.isHidden()
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"a model")
    engine.spec = spec_of(("cat", "bird"))
    with qtbot.waitSignal(ready.recent_changed):
        ready.open_model(other)
    assert filled.told.text() == "3 of 4 answered, 1 cannot be, but not by the model that is open now"
    assert filled.run_button.text() == "Answer anew"
    filled.run_button.click()
    qtbot.waitUntil(lambda: ready.batch.done and filled.run_button.isHidden())
    assert ready.batch.model is ready.model.spec
    assert filled.told.text() == "3 of 4 answered, 1 cannot be"
