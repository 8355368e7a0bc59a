"""The card of the picture."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from mmdesk.app.modalities.glow import glow
from mmdesk.app.modalities.input_card import InputCard, joined
from mmdesk.app.services.parts import Part
from mmdesk.app.services.session import Session
from mmdesk.app.system.images import image_of
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.picture_view import PictureView
from mmdesk.core.modalities.image.heat import Heat
from mmdesk.core.modalities.image.picture import Picture


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
        explanation = self.session.why.explanation
        heat: Heat | None = explanation[self.modality]
        scale = explanation.scale(self.modality)
        self.view.set_heat(glow(heat.values / scale) if heat and scale else None)

    def facts(self, part: Part) -> str:
        picture = part.content
        if not isinstance(picture, Picture):
            return ""
        width, height = picture.size
        return joined([picture.name, f"{width} × {height}"])
