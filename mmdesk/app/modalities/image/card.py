"""The card of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from mmdesk.app.modalities.input_card import InputCard, joined
from mmdesk.app.services.parts import Part
from mmdesk.app.services.session import Session
from mmdesk.app.system.images import image_of
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.picture_view import PictureView
from mmdesk.core.modalities.image.picture import Picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEAT = 255, 106, 0
"""Stands out from most pictures, light or dark."""
STRONGEST = 0.75
"""The picture is still seen below the strongest heat."""


class PictureCard(InputCard):
    """A picture to drop, paste or browse for."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("image", session, theme)
        self.view = PictureView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint(self.tr("Drop a picture here, or paste one")))
        self._stack.addWidget(self.view)
        self.body.addWidget(self._stack)
        session.why.changed.connect(self._show_why)
        self._part_changed("image")
        self._show_why()

    def show_content(self, part: Part) -> None:
        picture = part.content
        if isinstance(picture, Picture):
            self.view.set_image(image_of(picture))
            self.view.setAccessibleName(self.tr("Picture {name}").format(name=picture.name))
        else:
            self.view.set_image(None)
        self._stack.setCurrentIndex(int(picture is not None))

    @Slot()
    def _show_why(self) -> None:
        heat = self.session.why.explanation[self.modality]
        self.view.set_heat(None if heat is None else heat_image(heat))

    def facts(self, part: Part) -> str:
        picture = part.content
        if not isinstance(picture, Picture):
            return ""
        width, height = picture.size
        return joined([picture.name, f"{width} × {height}"])


def heat_image(heat: NDArray[np.float32]) -> QImage:
    """Shares (h, w) as a glow that lets the picture through."""
    import numpy as np

    height, width = heat.shape
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    pixels[:, :, :3] = HEAT
    pixels[:, :, 3] = heat * (STRONGEST * 255)
    return QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
