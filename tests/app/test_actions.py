"""The menus do what they say."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.window import MainWindow
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.ready import EVERYDAY, EVERYDAY_ZH
from mmdesk.core.paths import starter_model


@pytest.fixture
def actions(window):
    return window.actions_


def dialog_of(window, qtbot):
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    return window.findChild(QFileDialog)


def test_files_are_chosen(window, actions, ready, answered, qtbot, picture, text, settings):
    actions.open_files.trigger()
    dialog = dialog_of(window, qtbot)
    dialog.filesSelected.emit([str(picture), str(text)])
    dialog.reject()
    answered()
    assert ready.sample.present == ("image", "text")
    assert settings.folder == str(picture.parent)


def test_a_model_is_chosen(window, actions, ready, qtbot, tmp_path):
    other = tmp_path / "other.safetensors"
    other.touch()
    actions.open_model.trigger()
    dialog = dialog_of(window, qtbot)
    dialog.fileSelected.emit(str(other))
    dialog.reject()
    qtbot.waitUntil(lambda: ready.model.path == other)


def test_the_model_menu_lists_ready_recent_and_any(actions, ready, model, qtbot):
    texts = [action.text() for action in actions.model_menu.actions() if not action.isSeparator()]
    assert texts[0].startswith("Digits: ")
    assert texts[1].startswith("Everyday things: ")
    assert texts[1].endswith("named in English")
    assert texts[2] == "pets"
    actions.model_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: ready.model.path == starter_model())
    actions.model_menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: ready.model.path == EVERYDAY.path)
    next(action for action in actions.model_menu.actions() if action.text() == "pets").trigger()
    qtbot.waitUntil(lambda: ready.model.path == model)


def test_parts_are_switched_from_the_menu_and_follow_the_cards(actions, ready, answered):
    for modality in MODALITIES:
        actions.shown[modality].trigger()
        assert not ready.part(modality).shown
        ready.show(modality, True)
        assert actions.shown[modality].isChecked()


def test_the_answer_is_copied(actions, ready, answered, qapp):
    assert not actions.copy_answer.isEnabled()
    ready.write("text", "cat")
    answered()
    actions.copy_answer.trigger()
    assert qapp.clipboard().text() == "cat\t0.9000"


def test_words_are_pasted(actions, ready, answered, qapp):
    qapp.clipboard().setText("a cat")
    actions.paste.trigger()
    answered()
    assert ready.sample["text"] == "a cat"


def test_the_appearance_is_remembered(actions, settings, theme):
    dark = next(action for action in actions.appearances.actions() if action.data() == "dark")
    dark.trigger()
    assert settings.appearance == "dark"
    assert theme.appearance == "dark"
    theme.set_appearance("light")


def test_shortcuts_are_unique(window, actions):
    shortcuts = [
        action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for action in window.findChildren(type(actions.quit))
        if not action.shortcut().isEmpty()
    ]
    assert len(shortcuts) == len(set(shortcuts)) >= 8


def test_recent_models_are_forgotten(window, ready, settings):
    assert settings.recent_models
    (forget,) = [action for action in window.actions_.model_menu.actions() if "Forget" in action.text()]
    forget.trigger()
    assert settings.recent_models == ()
    assert not [action for action in window.actions_.model_menu.actions() if "Forget" in action.text()]


def test_the_menu_offers_the_names_that_the_person_reads(ready, theme, settings, qtbot):
    settings.language = "zh_CN"
    window = MainWindow(ready, theme)
    qtbot.addWidget(window)
    window.actions_.ready[1].trigger()
    qtbot.waitUntil(lambda: ready.model.path == EVERYDAY_ZH.path)


def test_the_coverage_of_sets_is_chosen_in_one_place(actions, ready, settings, qtbot):
    chosen = {action.data(): action for action in actions.coverages.actions()}
    assert [coverage for coverage, action in chosen.items() if action.isChecked()] == [0.95]
    with qtbot.waitSignal(ready.coverage_changed):
        chosen[0.8].trigger()
    assert settings.coverage == 0.8
