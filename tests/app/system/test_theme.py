"""Light and dark, after the system or as the person wishes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTableWidget, QTableWidgetItem

from mmdesk.app.system.theme import drawn_icon, mark, palette, scaled_font, style_sheet
from mmdesk.core.palette import DARK, LIGHT
from mmdesk.core.paths import resources


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_every_colour(qapp, colours, qtbot):
    sheet = style_sheet(colours)
    assert "$" not in sheet
    assert f'*[modality="audio"] {{ color: {colours.of("audio")}; }}' in sheet
    assert palette(colours).color(QPalette.ColorRole.Window) == QColor(colours.ground)


def test_the_person_chooses_the_appearance(theme, qapp):
    theme.set_appearance("dark")
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.card)
    theme.set_appearance("light")
    assert theme.colours is LIGHT


def test_the_system_is_followed(theme, qtbot):
    theme.set_appearance("system")
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(QGuiApplication.styleHints().colorScheme())


def test_what_is_marked_looks_like_it_at_once(theme, qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    label.setStyleSheet(theme.sheet)
    for kind, colour in (("problem", LIGHT.problem), ("soft", LIGHT.soft)):
        mark(label, "kind", kind)
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(colour)


@pytest.mark.parametrize("name", sorted(path.stem for path in (resources() / "icons").glob("*.svg") if path.stem != "mmdesk"))
def test_every_icon_is_drawn_in_the_colour(qapp, name):
    image = drawn_icon(name, "#ff0000").pixmap(32, 32).toImage()
    drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    assert any(colour.alpha() > 200 and colour.red() > 200 and colour.green() < 60 for colour in drawn)


def test_fonts_grow_with_the_font_of_the_program(qapp):
    size = scaled_font(1).pointSizeF()
    assert scaled_font(2, bold=True).pointSizeF() == pytest.approx(2 * size)
    assert scaled_font(2, bold=True).bold()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_boxes_to_tick_in_tables_stand_out_as_others_do(colours, qtbot):
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setStyleSheet(style_sheet(colours))
    item = QTableWidgetItem()
    item.setCheckState(Qt.CheckState.Unchecked)
    table.setItem(0, 0, item)
    table.resize(120, 80)
    table.show()
    box = table.visualItemRect(item)
    seen = lambda: table.viewport().grab(box).toImage()  # noqa: E731
    row = [seen().pixelColor(x, box.height() // 2) for x in range(30)]
    assert QColor(colours.soft) in row, "its outline"
    item.setCheckState(Qt.CheckState.Checked)
    assert QColor(colours.accent) in [seen().pixelColor(x, box.height() // 2) for x in range(30)]


@pytest.mark.parametrize(("ours", "icons"), [(False, True), (True, False)])
def test_buttons_of_dialogs_have_no_icons_where_the_desktop_has_some(theme, qtbot, ours, icons):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setStyleSheet("QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 1; }" + theme.sheet * ours)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    assert [button.icon().isNull() for button in buttons.buttons()] == [not icons]
