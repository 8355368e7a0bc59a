"""The window's column of the modality image."""

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.column import DeskColumn
from mmdesk.app.modalities.image.card import PictureCard
from mmdesk.app.modalities.image.preview import PicturePreview
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.core.errors import QT_TRANSLATE_NOOP


class ImageColumn(DeskColumn):
    """Pictures."""

    count = QT_TRANSLATE_NOOP("modalities", "Count the &picture")
    icon = "classify"
    share = 5
    cell_width = 64

    def card(self, session: Session, theme: Theme) -> PictureCard:
        return PictureCard(session, theme)

    def preview(self, sound: SoundDesk, theme: Theme) -> PicturePreview:
        return PicturePreview()


IMAGE = ImageColumn()
