"""The window's column of the modality text."""

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.column import DeskColumn
from mmdesk.app.modalities.text.card import WordsCard
from mmdesk.app.modalities.text.preview import WordsPreview
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.core.errors import QT_TRANSLATE_NOOP

MAX_CHARACTERS = 160
"""More of a text is not seen in a table."""


class TextColumn(DeskColumn):
    """Words."""

    count = QT_TRANSLATE_NOOP("modalities", "Count the &words")
    icon = "words"

    def card(self, session: Session, theme: Theme) -> WordsCard:
        return WordsCard(session, theme)

    def preview(self, sound: SoundDesk, theme: Theme) -> WordsPreview:
        return WordsPreview()

    def cell(self, cell: str) -> str:
        return " ".join(cell[:MAX_CHARACTERS].split())


TEXT = TextColumn()
