"""Light and dark, and enough contrast in both."""

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel

from mmdesk.app.system.theme import DARK, LIGHT, drawn_icon, mark, palette, scaled_font, style_sheet
from mmdesk.core.paths import resources


def luminance(colour):
    channels = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in QColor(colour).getRgbF()[:3]]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(first, second):
    """Contrast ratio after WCAG 2.1."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(colours):
    for ground in (colours.ground, colours.card):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.soft, ground) >= 4.5
        assert contrast(colours.problem, ground) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_modalities_stand_out_from_the_card(colours):
    for accent in (colours.image, colours.text_modality, colours.audio):
        assert contrast(accent, colours.card) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_every_colour(qapp, colours, qtbot):
    sheet = style_sheet(colours)
    assert "$" not in sheet
    assert colours.audio in sheet
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
