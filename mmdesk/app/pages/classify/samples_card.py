"""The card "Try one": ready samples, each with the ready model that knows it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from mmdesk.app.services.session import Session
from mmdesk.app.system.translation import language_of, translated
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.ready import ReadyModel, offered, ready_at
from mmdesk.core.paths import resources

COLUMNS = 6
SIDE = 40
SHOWS = {
    "banana": QT_TRANSLATE_NOOP("ready", "banana"),
    "basketball": QT_TRANSLATE_NOOP("ready", "basketball"),
    "candle": QT_TRANSLATE_NOOP("ready", "candle"),
    "golf-ball": QT_TRANSLATE_NOOP("ready", "golf ball"),
    "tennis-ball": QT_TRANSLATE_NOOP("ready", "tennis ball"),
    "umbrella": QT_TRANSLATE_NOOP("ready", "umbrella"),
}
"""What a sample shows, by the stem of its files, where that is a word; others are called by the stem."""


class SamplesCard(Card):
    """Small pictures of the samples that come with the program, below what their model knows, as long as a ready model is open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(self.tr("Try one"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        heading = heading_label(self.tr("Try one"))
        layout = self.column()
        layout.addWidget(heading)
        self.buttons: list[QToolButton] = []
        for ready in offered(language_of(session.settings.language)):
            if samples := ready_samples(resources() / ready.samples):
                layout.addWidget(self._line(ready))
                layout.addLayout(self._grid(ready, samples))
        # The window shall not wait for these pictures.
        self._undrawn = list(self.buttons)
        QTimer.singleShot(0, self, self._draw)
        session.model_changed.connect(self._model_changed)
        self._model_changed()

    def _line(self, ready: ReadyModel) -> QLabel:
        title, knows = translated("ready", ready.title), translated("ready", ready.knows)
        line = QLabel(self.tr("{title}: {knows}").format(title=title, knows=knows))
        line.setProperty("kind", "soft")
        line.setWordWrap(True)
        return line

    def _grid(self, ready: ReadyModel, samples: dict[str, list[str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.setColumnStretch(COLUMNS, 1)
        for place, (stem, files) in enumerate(samples.items()):
            button = QToolButton()
            button.setProperty("kind", "sample")
            button.setProperty("files", files)
            button.setIconSize(QSize(SIDE, SIDE))
            button.setFixedSize(SIDE + 8, SIDE + 8)
            name = translated("ready", SHOWS.get(stem, stem))
            button.setToolTip(name)
            button.setAccessibleName(self.tr("Try {name}").format(name=name))
            button.clicked.connect(partial(self._try, ready, files))
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
            self.buttons.append(button)
        return grid

    @Slot()
    def _draw(self) -> None:
        """Draw a row of them, and the next ones when the window has done what else there is."""
        for button in self._undrawn[:COLUMNS]:
            pictures = [file for file in button.property("files") if file.endswith(".png")]
            if pictures:
                size = QSize(SIDE, SIDE) * 2
                mode = Qt.TransformationMode.SmoothTransformation
                button.setIcon(QIcon(QPixmap(pictures[0]).scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)))
        del self._undrawn[:COLUMNS]
        if self._undrawn:
            QTimer.singleShot(0, self, self._draw)

    def _try(self, ready: ReadyModel, files: list[str], _checked: bool = False) -> None:
        """Lay a sample on the desk, and have the model answer that knows such; what that does not take goes.

        While the open project teaches, it is one more thing to keep, and the project's own model answers.
        """
        session = self._session
        for modality in MODALITIES:
            if modality not in ready.modalities:
                session.clear(modality)
        if not session.learning.on and (session.model is None or session.model.path != ready.path):
            session.open_model(ready.path)
        session.drop([Path(file) for file in files])

    @Slot()
    def _model_changed(self) -> None:
        file = self._session.file
        self.setVisible(bool(self.buttons) and (file is None or file.path is None or ready_at(file.path) is not None))


def ready_samples(folder: Path) -> dict[str, list[str]]:
    """Files of each sample, keyed by the stem that they share."""
    samples: dict[str, list[str]] = {}
    for file in sorted(path for path in folder.glob("*.*") if path.suffix != ".md"):
        samples.setdefault(file.stem, []).append(str(file))
    return samples
