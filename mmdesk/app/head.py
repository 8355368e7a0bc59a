"""The head of the window: which place is shown, which model answers, and on which device."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from mmdesk.app.actions import Actions
from mmdesk.app.page_protocol import Entry
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import scaled_font
from mmdesk.app.system.translation import sentence

PAGE_TITLE = 1.5
MODEL_WIDTH = 150
"""Of the button with the model's name, at least, in pixels."""


class Head(QWidget):
    """The title of the place, the button that begins a new sample, the model with its menu, and the device.

    Signals:
        card_wanted: the card of the model should be shown
    """

    card_wanted = Signal()

    def __init__(self, session: Session, actions: Actions) -> None:
        super().__init__()
        self._session = session
        self.title = QLabel()
        self.title.setFont(scaled_font(PAGE_TITLE, bold=True))
        self.new_sample = QToolButton()
        self.new_sample.setProperty("kind", "plain")
        self.new_sample.setDefaultAction(actions.clear_all)
        self.model = QToolButton()
        self.model.setProperty("kind", "button")
        self.model.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.model.setMenu(actions.model_menu)
        self.model.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.model.setMinimumWidth(MODEL_WIDTH)
        self.device = QToolButton()
        self.device.setProperty("kind", "chip")
        self.device.clicked.connect(self.card_wanted)
        self._arrange()
        session.model_changed.connect(self.refresh)
        self.refresh()

    def _arrange(self) -> None:
        caption = QLabel(self.tr("model"))
        caption.setProperty("kind", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.new_sample)
        row.addStretch()
        for widget in (caption, self.model, self.device):
            row.addWidget(widget)

    def show_at(self, entry: Entry) -> None:
        """The person is at this place."""
        self.title.setText(entry.title)
        self.new_sample.setVisible(entry.name == "classify")

    @Slot()
    def refresh(self) -> None:
        model, opening = self._session.model, self._session.opening
        name = self.tr("opening…") if opening else self._session.model_title or self.tr("none")
        self.model.setText(name)
        self.model.setAccessibleName(self.tr("Model: {name}").format(name=name))
        self.model.setToolTip(str(model.path) if model and model.path else "")
        self.device.setVisible(model is not None)
        if model:
            self.device.setText(model.device.upper())
            self.device.setToolTip(sentence(model.reason))
            name = self.tr("Computes on {device}. {reason}").format(device=model.device, reason=sentence(model.reason))
            self.device.setAccessibleName(name)
