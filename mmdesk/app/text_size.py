"""The actions in View that make all words larger or smaller."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from mmdesk.app.system.settings import TEXT_SIZES, Settings
from mmdesk.app.system.theme import Theme


class TextSizeActions(QObject):
    """Larger, smaller and usual.

    Signals:
        chosen: words have another size; windows made from now on are right
    """

    chosen = Signal()

    def __init__(self, settings: Settings, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._theme = settings, theme
        self.larger = self._action(self.tr("Lar&ger text"), QKeySequence.StandardKey.ZoomIn, 1)
        self.smaller = self._action(self.tr("S&maller text"), QKeySequence.StandardKey.ZoomOut, -1)
        self.usual = self._action(self.tr("&Usual text"), "Ctrl+0", 0)
        if self._settings.text_size == TEXT_SIZES[-1]:
            self.larger.setEnabled(False)
        if self._settings.text_size == TEXT_SIZES[0]:
            self.smaller.setEnabled(False)

    @property
    def actions(self) -> Sequence[QAction]:
        return self.larger, self.smaller, self.usual

    def _action(self, text: str, shortcut: QKeySequence.StandardKey | str, step: int) -> QAction:
        action = QAction(text, self)
        action.setShortcut(shortcut)
        action.triggered.connect(lambda: self._choose(step))
        return action

    def _choose(self, step: int) -> None:
        """The next size, the one before or, by 0, the usual one."""
        place = TEXT_SIZES.index(self._settings.text_size) + step
        self._settings.text_size = TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)] if step else 100
        self._theme.set_text_size(self._settings.text_size)
        self.chosen.emit()
