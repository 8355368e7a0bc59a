"""The window's column of the modality audio."""

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.audio.card import SoundCard
from mmdesk.app.modalities.audio.preview import SoundPreview
from mmdesk.app.modalities.column import DeskColumn
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.core.errors import QT_TRANSLATE_NOOP


class AudioColumn(DeskColumn):
    """Sounds."""

    count = QT_TRANSLATE_NOOP("modalities", "Count the &sound")
    icon = "microphone"
    share = 3
    cell_width = 110
    yields = True

    def card(self, session: Session, theme: Theme) -> SoundCard:
        return SoundCard(session, theme)

    def preview(self, sound: SoundDesk, theme: Theme) -> SoundPreview:
        return SoundPreview(sound, theme)

    def cell(self, cell: str) -> str:
        return "♪ " + super().cell(cell) if cell else ""


AUDIO = AudioColumn()
