"""The row above the table in which a person says what to look for."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from mmdesk.app.system.labels import name_of, split_name
from mmdesk.core.modalities.registry import MODALITIES

TYPING_MILLISECONDS = 150
WORTH = 0
"""Stands among the classes, which are strings, for the rows without one, those first whose labels teach the most."""
SHARES = {"words": 12, "label": 17, "split": 14, "parts": 16}
"""Of the width, as the first words in each of them need it where the text is large."""


class FilterRow(QWidget):
    """Words, class, split and parts to look for.

    Signals:
        wished: named parts of `mmdesk.core.projects.query.Search`, as a dictionary
        worth_wished: whether those come first whose labels teach the most
    """

    wished = Signal(object)
    worth_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._classes: tuple[str, ...] = ()
        self._unlabelled = False
        self.words = QLineEdit()
        self.words.setAcceptDrops(False)  # files go to the window, wherever they are dropped
        self.words.setPlaceholderText(self.tr("Find…"))
        self.words.setAccessibleName(self.tr("Find"))
        self.words.setToolTip(self.tr("Words, file names and labels"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(8 * self.words.fontMetrics().averageCharWidth())
        self.words.textChanged.connect(self._typed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setWhatsThis(self.words.accessibleName())
        find.activated.connect(self.words.setFocus)
        self.label = self._chooser(self.tr("Class"), self._label_chosen)
        self.split = self._chooser(self.tr("Split"), self._split_chosen)
        self.parts = self._chooser(self.tr("Parts"), self._parts_chosen)
        self._fill_parts()
        self.set_classes(())
        self._fill_splits()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MILLISECONDS)
        self._timer.timeout.connect(self._tell_words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, share in SHARES.items():
            row.addWidget(getattr(self, widget), share)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer these; what was chosen stays if it is there."""
        self._classes = classes
        chosen = self.label.currentData()
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItem(self.tr("All classes"), None)
            for name in classes:
                self.label.addItem(name, name)
            self.label.addItem(self.tr("Without a label"), "")
            if self._unlabelled:
                self.label.addItem(self.tr("Most worth labelling first"), WORTH)
            self.label.setCurrentIndex(max(0, self.label.findData(chosen)) if chosen is not None else 0)
        if self.label.currentData() != chosen:
            self._label_chosen()

    def offer_worth(self, unlabelled: bool) -> None:
        """Offer to have those first whose labels teach the most, as long as there are rows without a label."""
        if unlabelled != self._unlabelled:
            self._unlabelled = unlabelled
            self.set_classes(self._classes)

    def choose_class(self, name: str) -> None:
        self.label.setCurrentIndex(max(0, self.label.findData(name)))

    @Slot()
    def reset(self) -> None:
        """Look for everything."""
        self.words.clear()
        for chooser in (self.label, self.split, self.parts):
            chooser.setCurrentIndex(0)

    def _chooser(self, name: str, chosen: object) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(3)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(chosen)
        return box

    def _fill_splits(self) -> None:
        self.split.addItem(self.tr("All splits"), None)
        for split in ("train", "val", "test"):
            self.split.addItem(split_name(split), split)
        self.split.addItem(self.tr("Without a split"), "")

    def _fill_parts(self) -> None:
        self.parts.addItem(self.tr("Any parts"), {"present": None, "absent": None})
        for modality in MODALITIES:
            self.parts.addItem(self.tr("With: {part}").format(part=name_of(modality)), {"present": modality, "absent": None})
        for modality in MODALITIES:
            self.parts.addItem(self.tr("Without: {part}").format(part=name_of(modality)), {"present": None, "absent": modality})

    @Slot()
    def _typed(self) -> None:
        self._timer.start()

    @Slot()
    def _tell_words(self) -> None:
        self.wished.emit({"words": self.words.text().strip().casefold()})

    @Slot()
    def _label_chosen(self) -> None:
        chosen = self.label.currentData()
        self.wished.emit({"label": "" if chosen == WORTH else chosen})
        self.worth_wished.emit(chosen == WORTH)

    @Slot()
    def _split_chosen(self) -> None:
        self.wished.emit({"split": self.split.currentData()})

    @Slot()
    def _parts_chosen(self) -> None:
        self.wished.emit(self.parts.currentData())
