import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from mmdesk.app.carry_over import carry


@pytest.fixture
def form(qtbot):
    def make(more=()):
        form = QWidget()
        qtbot.addWidget(form)
        form.combo = QComboBox()
        form.combo.addItems(["one", "two"])
        form.parts = [form.combo, QCheckBox("a"), QSpinBox(), QLineEdit(), QPlainTextEdit(), *more]
        layout = QVBoxLayout(form)
        for part in form.parts:
            layout.addWidget(part)
        return form

    return make


def filled(form):
    combo, check, spin, line, text = form.parts[:5]
    combo.setCurrentIndex(1)
    check.setChecked(True)
    spin.setValue(7)
    line.setText("words")
    text.setPlainText("more\nwords")
    return form


def state(form):
    combo, check, spin, line, text = form.parts[:5]
    return combo.currentIndex(), check.isChecked(), spin.value(), line.text(), text.toPlainText()


def test_every_control_is_as_its_counterpart_was(form):
    after = form()
    carry(filled(form()), after)
    assert state(after) == (1, True, 7, "words", "more\nwords")


def test_kinds_of_which_there_are_not_as_many_stay_as_they_are(form):
    after = form(more=[QCheckBox("b")])
    carry(filled(form()), after)
    assert state(after) == (1, False, 7, "words", "more\nwords")
