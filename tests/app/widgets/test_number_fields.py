import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator
from pytestqt.qtbot import QtBot

from mmdesk.app.widgets.number_fields import NumberField, WholeField

LOCALES = ["en_US", "de_DE", "fr_FR", "zh_CN", "ar_EG"]


@pytest.fixture(params=LOCALES)
def locale(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield QLocale()
    QLocale.setDefault(before)


def typed(qtbot: QtBot, field, keys: str) -> None:
    """As a person does: everything marked, the keys, Enter."""
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    field.selectAll()
    if keys.isascii():
        qtbot.keyClicks(field, keys)
    else:  # keys that this test's keyboard lacks
        field.lineEdit().insert(keys)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def rate() -> NumberField:
    field = NumberField()
    field.setDecimals(5)
    field.setRange(0, 100)
    field.setValue(0.001)
    return field


@pytest.mark.parametrize("keys", ["0.003", "0,003", ".003", ",003", "0٫003", "٠٫٠٠٣", "0．003"])
def test_both_signs_are_taken_in_every_language(keys: str, locale, qtbot: QtBot) -> None:
    field = rate()
    typed(qtbot, field, keys)
    assert field.value() == 0.003
    assert locale.toDouble(field.text()) == (0.003, True)  # what it shows is what it took


@pytest.mark.parametrize(("keys", "value"), [("1.5", 1.5), ("1,5", 1.5), ("15", 15), ("1,234", 1.234), ("1.234", 1.234)])
def test_a_sign_never_stands_between_thousands(keys: str, value: float, locale, qtbot: QtBot) -> None:
    field = rate()
    typed(qtbot, field, keys)
    assert field.value() == value


def test_what_is_no_number_is_not_typed(locale, qtbot: QtBot) -> None:
    field = rate()
    typed(qtbot, field, "1x.5.,")
    assert field.value() == 1.5
    typed(qtbot, field, "777")
    assert field.value() == 77  # the third digit would lead out of the range
    assert field.validate("1.2.3", 0)[0] is QValidator.State.Invalid
    assert field.validate("1.1234567", 0)[0] is QValidator.State.Invalid


@pytest.mark.parametrize("keys", ["1.000", "1,000", "1 000"])
def test_whole_numbers_have_no_signs(keys: str, locale, qtbot: QtBot) -> None:
    field = WholeField()
    field.setRange(0, 100_000)
    assert field.validate(keys, 0)[0] is QValidator.State.Invalid
    typed(qtbot, field, "1234")
    assert field.value() == 1234
    assert locale.toInt(field.text()) == (1234, True)


def test_special_words_and_units_are_left_alone(locale, qtbot: QtBot) -> None:
    field = WholeField()
    field.setRange(0, 99)
    field.setSuffix(" %")
    field.setSpecialValueText("auto")
    field.setValue(0)
    assert field.text() == "auto"
    field.interpretText()
    assert field.value() == 0
    typed(qtbot, field, "42")
    assert field.value() == 42
    decimal = rate()
    decimal.setSpecialValueText("auto")
    decimal.setValue(0)
    decimal.interpretText()
    assert (decimal.text(), decimal.value()) == ("auto", 0)
