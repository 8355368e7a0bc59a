"""The card "Try one": ready samples that fill all three input cards."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton

from mmdesk.app.services.session import Session
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.paths import resources, starter_model

COLUMNS = 6
SIDE = 40


class SamplesCard(Card):
    """Small pictures of the samples that come with the program, as long as the starter model is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(self.tr("Try one"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading = heading_label(self.tr("Try one"))
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(COLUMNS, 1)
        layout = self.column()
        layout.addWidget(heading)
        layout.addLayout(self._grid)
        self.buttons: list[QToolButton] = []
        self._fill()
        session.model_changed.connect(self._model_changed)
        self._model_changed()

    def _fill(self) -> None:
        for place, (stem, files) in enumerate(ready_samples(resources() / "samples").items()):
            button = QToolButton()
            button.setProperty("kind", "sample")
            button.setProperty("files", files)
            button.setIconSize(QSize(SIDE, SIDE))
            button.setFixedSize(SIDE + 8, SIDE + 8)
            button.setToolTip(stem)
            button.setAccessibleName(self.tr("Try {name}").format(name=stem))
            button.clicked.connect(self._chosen)
            self._grid.addWidget(button, place // COLUMNS, place % COLUMNS)
            self.buttons.append(button)
        # The window shall not wait for these pictures.
        QTimer.singleShot(0, self, self._draw)

    @Slot()
    def _draw(self) -> None:
        for button in self.buttons:
            pictures = [file for file in button.property("files") if file.endswith(".png")]
            if pictures:
                size = QSize(SIDE, SIDE) * 2
                mode = Qt.TransformationMode.SmoothTransformation
                button.setIcon(QIcon(QPixmap(pictures[0]).scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)))

    @Slot()
    def _chosen(self) -> None:
        self._session.drop([Path(file) for file in self.sender().property("files")])

    @Slot()
    def _model_changed(self) -> None:
        file = self._session.file
        self.setVisible(bool(self.buttons) and (file is None or file.path == starter_model()))


def ready_samples(folder: Path) -> dict[str, list[str]]:
    """Files of each sample, keyed by the stem that they share."""
    samples: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*-*.*")):
        samples.setdefault(file.stem, []).append(str(file))
    return samples
