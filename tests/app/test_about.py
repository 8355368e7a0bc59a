"""What the program and a model say about themselves."""

from PySide6.QtWidgets import QLabel

import mmdesk
from mmdesk.app.about import about_model, about_program, shown


def words(dialog):
    return dialog.findChild(QLabel).text()


def test_the_program_tells_its_version(window):
    dialog = about_program(window)
    assert mmdesk.__version__ in words(dialog)
    dialog.reject()


def test_the_model_tells_its_classes_and_file(window, ready):
    dialog = about_model(window, ready.model)
    assert "cat, 狗" in words(dialog)
    assert str(ready.model.path) in words(dialog)
    dialog.reject()


def test_what_a_card_says_is_no_markup(window, ready):
    spec = type(ready.model.spec)(labels=("<b>x</b>",), modalities=("text",), card={"limits": "<img src=x>"})
    dialog = about_model(window, type(ready.model)(ready.model.path, spec, "cpu", "", 1))
    assert "<img" not in words(dialog)
    assert "&lt;b&gt;" in words(dialog)
    dialog.reject()


def test_values_are_told_in_one_line():
    assert shown({"test_accuracy": 0.98765, "data": ["a", "b"]}) == "test accuracy: 0.9877; data: a; b"
