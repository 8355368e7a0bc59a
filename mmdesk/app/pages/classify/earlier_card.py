"""The strip "Earlier": the last answers, a click away."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mmdesk.app.pages.classify.earlier_entry import icon_of, moment, thumbnail
from mmdesk.app.services.history import Earlier
from mmdesk.app.system.labels import percent
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.switch import Switch

MAX_ENTRIES = 12
MAX_LABEL_CHARACTERS = 12
GAP = 6
THUMBNAIL = QSize(20, 20)


class EarlierCard(Card):
    """As many of the last answers as there is room for, the switch to keep none, and the way to all of them.

    Signals:
        chosen: the parts of an earlier sample that is wanted back, by modality
    """

    chosen = Signal(object)

    def __init__(self, earlier: Earlier, theme: Theme) -> None:
        super().__init__()
        self._earlier = earlier
        self._theme = theme
        self.setAccessibleName(self.tr("Earlier"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading = heading_label(self.tr("Earlier"))
        self.private = Switch()
        self.private.setAccessibleName(self.tr("Private: keep no answers"))
        self.private.setToolTip(self.tr("While it is on, no answer is kept, and the desk is empty at the next start."))
        self.private.toggled.connect(earlier.set_private)
        caption = QLabel(self.tr("Private"))
        caption.setProperty("kind", "soft")
        self.all_button = QPushButton(self.tr("All…"))
        self.all_button.setAccessibleName(self.tr("All earlier answers"))
        self.all_button.clicked.connect(self.show_all)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        for widget in (caption, self.private, self.all_button):
            head.addWidget(widget)
        self.note = QLabel()
        self.note.setProperty("kind", "soft")
        self.note.setWordWrap(True)
        self.buttons = [self._button() for _ in range(MAX_ENTRIES)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.addLayout(head)
        layout.addWidget(self.note)
        layout.addWidget(self._strip())
        earlier.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _strip(self) -> QWidget:
        """The answers beside each other."""
        # It takes what width there is and asks for none.
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        strip = QHBoxLayout(box)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(GAP)
        for button in self.buttons:
            strip.addWidget(button)
        strip.addStretch()
        return box

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "chip")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(THUMBNAIL)
        button.clicked.connect(self._chosen)
        return button

    @Slot()
    def refresh(self) -> None:
        earlier = self._earlier
        self.private.setChecked(earlier.private)
        self.all_button.setEnabled(bool(earlier.entries))
        mark(self.note, "kind", "problem" if earlier.problem else "soft")
        self.note.setText(earlier.problem or self._note())
        self.note.setVisible(bool(self.note.text()))
        for button, entry in zip(self.buttons, earlier.entries, strict=False):
            label = entry.label if len(entry.label) <= MAX_LABEL_CHARACTERS else entry.label[: MAX_LABEL_CHARACTERS - 1] + "…"
            score = "" if entry.score is None else percent(entry.score)
            button.setText(f"{label}  {score}".rstrip())
            button.setIcon(thumbnail(entry.thumbnail) if entry.thumbnail else self._theme.icon(icon_of(entry.parts)))
            told = self.tr("{label}, {score}, {time}, by {model}") if score else self.tr("{label}, {time}, by {model}")
            told = told.format(label=entry.label, score=score, time=moment(entry.time), model=entry.model)
            button.setToolTip(told)
            button.setAccessibleName(self.tr("Earlier: {answer}").format(answer=told))
        self._fit()

    def _note(self) -> str:
        if self._earlier.private:
            return self.tr("Private: no answers are kept.")
        return "" if self._earlier.entries else self.tr("Answers that stand for a moment are kept here.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many as there is room for."""
        room = self.contentsRect().width() - 24
        for place, button in enumerate(self.buttons):
            room -= button.sizeHint().width() + GAP
            button.setVisible(place < len(self._earlier.entries) and room >= 0)

    @Slot()
    def _chosen(self) -> None:
        place = self.buttons.index(self.sender())  # type: ignore[arg-type] # only they are connected
        self.chosen.emit(self._earlier.entries[place].parts)

    @Slot()
    def show_all(self) -> None:
        from mmdesk.app.pages.classify.earlier_dialog import EarlierDialog

        dialog = EarlierDialog(self._earlier, self._theme, self)
        dialog.chosen.connect(self.chosen)
        dialog.open()
