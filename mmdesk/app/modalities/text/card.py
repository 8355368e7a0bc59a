"""The card of the words."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Slot

from mmdesk.app.drops import offer
from mmdesk.app.modalities.input_card import InputCard
from mmdesk.app.services.parts import Part
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.words_edit import WordsEdit
from mmdesk.core.modalities.text.mark import Marks

MIN_MARK = 0.1


class WordsCard(InputCard):
    """Words to type or paste; a text file fills it too."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("text", session, theme)
        self.edit = WordsEdit()
        self.edit.setPlaceholderText(self.tr("Type or paste words, or drop a text"))
        self.edit.setAccessibleName(self.tr("Words"))
        self.edit.textChanged.connect(self._typed)
        self.edit.other_pasted.connect(self._other_pasted)
        self.body.addWidget(self.edit)
        session.why.changed.connect(self._show_why)
        theme.changed.connect(self._show_why)
        self._part_changed("text")
        self._show_why()

    def show_content(self, part: Part) -> None:
        # Words that cannot be taken stay in the field: they are the person's work.
        if part.content is None and part.problem:
            return
        with QSignalBlocker(self.edit):
            self.edit.set_words(str(part.content or ""))

    @Slot()
    def _show_why(self) -> None:
        words = self.session.part("text").content
        same = words == self.edit.toPlainText()
        explanation = self.session.why.explanation
        found: Marks | None = explanation[self.modality]
        scale = explanation.scale(self.modality)
        shares = [(mark.start, mark.end, mark.value / scale) for mark in found.marks] if found and scale and same else []
        strong = [(start, end, share) for start, end, share in shares if abs(share) >= MIN_MARK]
        self.edit.set_marks(strong, self.theme.colours.of("text"))

    def take_keyboard(self) -> bool:
        self.edit.setFocus()
        return True

    def facts(self, part: Part) -> str:
        return ""

    @Slot()
    def clear(self) -> None:
        self.session.clear("text")
        with QSignalBlocker(self.edit):
            self.edit.set_words("")

    @Slot()
    def _typed(self) -> None:
        self.session.write(self.modality, self.edit.toPlainText())

    @Slot(QMimeData)
    def _other_pasted(self, mime: QMimeData) -> None:
        offer(self.session, mime)
