"""The card that keeps samples as examples."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from mmdesk.app.pages.classify.keep_card import KeepCard
from mmdesk.core.datasets.read import read_dataset


@pytest.fixture
def card(ready, theme, qtbot):
    card = KeepCard(ready, theme)
    qtbot.addWidget(card)
    card.show()
    return card


@pytest.fixture
def project(card, ready, qtbot, tmp_path):
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    return ready.collection


def give(ready, qtbot, *paths):
    ready.drop(paths)
    qtbot.waitUntil(lambda: len(ready.sample.present) == len(paths) and not ready.busy)


def saved(project, qtbot):
    qtbot.waitUntil(lambda: project.saved)
    return read_dataset(project.folder).examples


def test_a_project_is_begun_among_the_documents(card, ready, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(ready.collection, "free_folder", lambda: tmp_path / "documents" / "My examples")
    assert card.begin.isVisible()
    assert not card.keep.isVisible()
    with qtbot.waitSignal(ready.collection.opened):
        card.begin.button.click()
    assert ready.collection.folder == tmp_path / "documents" / "My examples"
    assert card.keep.isVisible()


def test_one_key_keeps_picture_words_and_sound_and_clears(card, project, ready, qtbot, picture, text, sound):
    assert not card.keep.isEnabled()
    give(ready, qtbot, picture, text, sound)
    assert not card.keep.isEnabled(), "there is no label yet"
    qtbot.keyClicks(card.label, "fox")
    assert card.keep.isEnabled()
    qtbot.keyClick(card.edit, "\r")
    (example,) = saved(project, qtbot)
    assert (example.label, example["text"]) == ("fox", "a cat, 一只猫")
    assert example["image"].path.exists()
    assert example["audio"].path.exists()
    assert ready.empty
    assert card.label.currentText() == "fox", "the label stays for the next one"


def test_the_sample_stays_if_that_is_wished(card, project, ready, qtbot, text):
    card.clear.click()
    give(ready, qtbot, text)
    card.label.setEditText("fox")
    for _ in range(2):
        card.keep.click()
        qtbot.waitUntil(card.keep.isEnabled)
    assert len(saved(project, qtbot)) == 1, "the second one repeats the first"
    assert len(project.view.content.rows) == 2
    assert not ready.empty


def test_a_sample_that_cannot_be_kept_stays_on_the_desk(card, project, ready, qtbot, picture):
    give(ready, qtbot, picture)
    (project.folder / "images").write_text("a file where the folder of the pictures should be")
    card.label.setEditText("fox")
    card.keep.click()
    assert not card.keep.isEnabled(), "it would be kept twice"
    qtbot.waitUntil(card.keep.isEnabled)
    assert "images" in card.problem.text()
    assert ready.sample["image"] is not None


def test_what_came_to_the_desk_meanwhile_is_not_cleared(card, project, ready, qtbot, text):
    give(ready, qtbot, text)
    card.label.setEditText("fox")
    card.keep.click()
    ready.write("text", "a dog")
    assert saved(project, qtbot)[0]["text"] == "a cat, 一只猫"
    assert ready.sample["text"] == "a dog"


def test_what_is_left_out_is_not_kept(card, project, ready, qtbot, picture, text):
    give(ready, qtbot, picture, text)
    ready.show("text", False)
    card.label.setEditText("fox")
    card.keep.click()
    assert saved(project, qtbot)[0]["text"] is None


def test_a_wrong_answer_is_corrected_and_taken_back(card, project, ready, qtbot, text):
    give(ready, qtbot, text)
    card._fill_menu()
    texts = [action.text() for action in card.wrong_menu.actions() if action.text()]
    assert texts == ["狗", "&Something else…"], "all classes but the answer itself"
    card.wrong_menu.actions()[0].trigger()
    assert [example.label for example in saved(project, qtbot)] == ["狗"]
    card.undo.click()
    qtbot.waitUntil(lambda: project.view.content.rows == ())


def test_what_is_heard_while_the_button_is_held_becomes_examples(saved_late, card, project, ready, qtbot, picture, monkeypatch):
    monkeypatch.setattr(ready.sound.hearing, "start", lambda: None)
    monkeypatch.setattr(ready.sound.hearing, "stop", lambda: None)
    monkeypatch.setattr(type(ready.sound.hearing), "rate", 8000)
    give(ready, qtbot, picture)
    card.label.setEditText("whistle")
    qtbot.mousePress(card.hold, Qt.MouseButton.LeftButton)
    for _ in range(20):
        ready.sound.hearing.heard.emit(np.sin(np.arange(800) / 5).astype(np.float32) / 2)
    qtbot.waitUntil(lambda: card.hold.text() == "2 captured")
    for _ in range(10):
        ready.sound.hearing.heard.emit(np.zeros(800, dtype=np.float32))
    before = card.hold.mapToGlobal(QPoint())
    qtbot.waitUntil(lambda: bool(project.problem))
    assert card.hold.text() == "2 captured", "silence was not kept"
    assert card.hold.isDown()
    card.layout().activate()
    assert card.hold.mapToGlobal(QPoint()) == before, "a message moves nothing"
    qtbot.mouseRelease(card.hold, Qt.MouseButton.LeftButton, pos=QPoint(-300, 400))
    assert not ready.sound.capture.running
    project.save()
    examples = saved(project, qtbot)
    assert len(project.view.content.rows) == 2
    assert {example.label for example in examples} == {"whistle"}
    assert all(example["image"] and example["audio"] for example in examples)
    assert not ready.empty, "the picture stays"


def test_what_cannot_be_kept_is_told(card, project, ready, qtbot, text):
    give(ready, qtbot, text)
    (project.folder / "manifest.csv").write_text("text,label\nmoo,cow\n")
    card.label.setEditText("fox")
    card.keep.click()
    qtbot.waitUntil(lambda: bool(card.problem.text()))
    assert "changed by another program" in card.problem.text()


def test_of_a_thousand_classes_the_likeliest_are_offered_after_the_projects_own(card, project, ready, qtbot, text, model):
    labels = tuple(str(number) for number in range(1000))
    ready.model = replace(ready.model, spec=replace(ready.model.spec, labels=labels))
    give(ready, qtbot, text)
    scores = {label: float(label) / 499_500 for label in labels}
    ready._set_answer(replace(ready.prediction, label="999", scores=scores))
    card._fill_menu()
    offered = [action.text() for action in card.wrong_menu.actions()][:24]
    assert offered == [str(number) for number in range(998, 974, -1)]
