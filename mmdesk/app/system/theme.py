"""The look: colours, palette and style sheet, light or dark after the system or as the person wishes."""

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from mmdesk.app.system.settings import Appearance
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.palette import DARK, LIGHT, Palette
from mmdesk.core.paths import resources

ICON_SIDES = (16, 24, 32, 48)
"""In pixels."""
FADED = 0.4
"""Opacity of what cannot be used."""


class Theme(QObject):
    """Keeps the application's look.

    Attributes:
        sheet: the style sheet of windows. It is not the application's: what is not in a window yet is then put together without
            it, and styled once when it comes there, instead of at each step.

    Signals:
        changed: the colours are others
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._usual_font = QFont(app.font())
        self.colours = LIGHT
        self._icons: dict[str, QIcon] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self.set_appearance(appearance)

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Light, dark, or what the system says."""
        self._appearance = appearance
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # Native title bars and menus follow this hint too.
        QGuiApplication.styleHints().setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """Write all words in this size from now on, in percent of the system's; windows made from now on are right."""
        self._app.setFont(self._usual_font)
        if percent != 100:
            self._app.setFont(scaled_font(percent / 100))

    def icon(self, name: str) -> QIcon:
        """A drawing of `resources/icons` in the colour of words that are quiet."""
        if name not in self._icons:
            self._icons[name] = drawn_icon(name, self.colours.soft)
        return self._icons[name]

    @Slot()
    def _apply(self) -> None:
        # Not every desktop takes the hint, so the person's own wish comes first.
        system_is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = system_is_dark if self._appearance == "system" else self._appearance == "dark"
        self.colours = DARK if dark else LIGHT
        self._icons.clear()
        self.sheet = style_sheet(self.colours)
        self._app.setPalette(palette(self.colours))
        self.changed.emit()


def style_sheet(colours: Palette) -> str:
    """The style sheet of `resources/themes` in these colours."""
    folder = resources() / "themes"
    template = (folder / "mmdesk.qss").read_text(encoding="utf-8")
    modalities = "".join(f'*[modality="{name}"] {{ color: {colours.of(name)}; }}\n' for name in MODALITIES)
    return Template(template).substitute(asdict(colours), folder=folder.as_posix()) + modalities


def palette(colours: Palette) -> QPalette:
    """What Qt's own widgets, and ours that paint themselves, take their colours from."""
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.strong,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.strong,
        QPalette.ColorRole.PlaceholderText: colours.soft,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.strong,
        QPalette.ColorRole.BrightText: colours.problem,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.strong,
        QPalette.ColorRole.Light: colours.card,
        QPalette.ColorRole.Midlight: colours.raised,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.soft,
        QPalette.ColorRole.Shadow: colours.line,
        QPalette.ColorRole.Accent: colours.accent,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, mixed(colours.soft, colours.card))
    return made


def scaled_font(factor: float, bold: bool = False) -> QFont:
    """The program's font, `factor` times as large."""
    font = QApplication.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    font.setBold(bold)
    return font


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and have the widget look like it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def program_icon() -> QIcon:
    """The drawing of the program itself, crisp at any size."""
    return QIcon(str(resources() / "icons" / "mmdesk.svg"))


def drawn_icon(name: str, colour: str) -> QIcon:
    """The drawing `name` of `resources/icons` in `colour`, for usual screens and for fine ones."""
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    icon = QIcon()
    for side in ICON_SIDES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
        icon.addPixmap(faded(pixmap), QIcon.Mode.Disabled)
    return icon


def faded(pixmap: QPixmap) -> QPixmap:
    """The same, hardly to be seen."""
    made = QPixmap(pixmap.size())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(FADED)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return made


def mixed(first: str, second: str) -> QColor:
    """The colour in the middle."""
    a, b = QColor(first), QColor(second)
    return QColor((a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2)
