"""What all three input cards do."""

import pytest
from fakes import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from specs import spec_of

from mmdesk.core.modalities.registry import MODALITIES


@pytest.mark.parametrize("modality", MODALITIES)
def test_a_problem_stands_on_its_card_until_it_is_cleared(window, ready, answered, tmp_path, modality):
    card = window.places.classify.cards[modality]
    ready.read(modality, tmp_path / "gone")
    answered()
    assert card.problem.text() == "gone does not exist. Check the path."
    assert card.problem.isVisible()
    card.clear_button.click()
    assert not card.problem.isVisible()
    assert not card.clear_button.isEnabled()


@pytest.mark.parametrize("modality", MODALITIES)
def test_the_switch_leaves_the_part_out(window, ready, answered, qtbot, modality, picture, text, sound):
    ready.drop([picture, text, sound])
    answered()
    qtbot.mouseClick(window.places.classify.cards[modality].switch, Qt.MouseButton.LeftButton)
    answered()
    assert modality not in ready.prediction.modalities
    assert len(ready.prediction.modalities) == 2
    ready.show(modality, True)
    assert window.places.classify.cards[modality].switch.isChecked()


@pytest.mark.parametrize("modality", MODALITIES)
def test_a_file_is_browsed_for(window, ready, answered, qtbot, modality, picture, text, sound, settings):
    files = dict(zip(MODALITIES, (picture, text, sound), strict=True))
    card = window.places.classify.cards[modality]
    card.browse_button.click()
    qtbot.waitUntil(lambda: card.findChild(QFileDialog) is not None)
    dialog = card.findChild(QFileDialog)
    assert any(files[modality].suffix in pattern for pattern in dialog.nameFilters())
    dialog.fileSelected.emit(str(files[modality]))
    dialog.reject()
    answered()
    assert ready.sample.present == (modality,)


def test_the_facts_name_the_file_and_its_size(window, ready, answered, picture, sound):
    ready.drop([picture, sound])
    answered()
    assert window.places.classify.cards["image"]._facts.text() == "cat.png · 40 × 30"
    assert window.places.classify.cards["audio"]._facts.text() == "cat.wav · 1.00 s"


def test_a_modality_that_the_model_does_not_use_is_told(window, ready, engine: FakeEngine, qtbot, model):
    engine.spec = spec_of(("cat", "狗"), ("text",))
    ready.open_model(model)
    qtbot.waitUntil(lambda: not ready.busy)
    card = window.places.classify.cards["image"]
    assert not card.switch.isEnabled()
    assert "does not use" in card._facts.text()
    assert window.places.classify.cards["text"].switch.isEnabled()


def test_what_is_pasted_finds_its_part(window, ready, answered, qapp):
    qapp.clipboard().setText("a cat")
    window.places.classify.cards["image"].paste_button.click()
    answered()
    assert ready.sample["text"] == "a cat"


def test_a_part_that_the_model_lacks_is_one_line_until_it_is_unfolded(window, ready, model, qtbot, monkeypatch):
    card, words = window.places.classify.cards["audio"], window.places.classify.cards["text"]
    whole = card.height()
    monkeypatch.setattr(FakeEngine, "spec", spec_of(("cat", "狗"), ("image", "text")))
    with qtbot.waitSignal(ready.model_changed):
        ready.open_model(model)
    qtbot.waitUntil(lambda: not ready.busy)
    qtbot.waitUntil(lambda: card.height() < whole / 2)
    assert card.folded
    assert not words.folded
    assert card._facts.text() == "this model does not use it"
    assert not card.browse_button.isVisible()
    qtbot.mouseClick(card.unfold, Qt.MouseButton.LeftButton)
    assert card.browse_button.isVisible()
    assert not card.folded


def test_a_part_that_folds_leaves_the_keyboard_to_one_that_is_used(window, ready, model, qtbot, monkeypatch):
    page = window.places.classify
    window.activateWindow()
    page.begin()
    assert QApplication.focusWidget() is page.cards["text"].edit
    monkeypatch.setattr(FakeEngine, "spec", spec_of(("cat", "狗"), ("image",)))
    with qtbot.waitSignal(ready.model_changed):
        ready.open_model(model)
    qtbot.waitUntil(lambda: page.cards["text"].folded)
    assert QApplication.focusWidget() is page.cards["image"].browse_button
