"""The card of the balance: how many examples each class has, of each split and each modality."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton

from mmdesk.app.pages.data.classes_dialog import ClassesDialog
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.labels import name_of, split_name
from mmdesk.app.system.theme import Theme
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.balance_bars import BalanceBars, Line
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.numerals import whole
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import task_named

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.statistics import Balance, Count
    from mmdesk.core.projects.view import View


class BalanceCard(Card):
    """Bars of the modalities and of the classes or ranges of numbers, divided by split.

    Signals:
        chosen: a class that was clicked
        parts_found: the modalities that any row has
    """

    chosen = Signal(str)
    parts_found = Signal(object)

    def __init__(self, collection: Collection, theme: Theme) -> None:
        super().__init__()
        self._collection = collection
        self._theme = theme
        self._balance: Balance | None = None
        self._rows: object = None
        self.setAccessibleName(self.tr("Balance"))
        heading = heading_label(self.tr("Balance"))
        self.counted = QComboBox()
        self.counted.setAccessibleName(self.tr("Count in the classes"))
        self.counted.addItem(self.tr("all examples"), None)
        for modality in MODALITIES:
            self.counted.addItem(self.tr("with: {part}").format(part=name_of(modality)), modality)
        self.counted.currentIndexChanged.connect(self._draw)
        self.splits = QLabel()
        self.splits.setProperty("kind", "soft")
        self.splits.setWordWrap(True)
        self.modalities = BalanceBars()
        self.modalities.setAccessibleName(self.tr("Examples with each part"))
        self.classes = BalanceBars()
        self.classes.chosen.connect(self._choose)
        self.classes.menu_wanted.connect(self._show_menu)
        self.order = QPushButton(self.tr("Names and order…"))
        self.order.setToolTip(self.tr("Give the classes other names, or put them in another order"))
        self.order.clicked.connect(self.open_classes)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.counted)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self.splits, self.modalities, self.classes):
            layout.addWidget(widget)
        layout.addWidget(self.order, 0, Qt.AlignmentFlag.AlignRight)
        self._counting = collection.worker("balance", self).lane()
        self._counting.succeeded.connect(self._counted)
        collection.changed.connect(self._changed)
        self._changed()
        theme.changed.connect(self._draw)

    @Slot()
    def open_classes(self) -> ClassesDialog:
        dialog = ClassesDialog(self._collection, self)
        dialog.open()
        return dialog

    @Slot(str, QPoint)
    def _show_menu(self, label: str, place: QPoint) -> None:
        if self._classes:
            self.menu_of(label).popup(place)

    def menu_of(self, label: str) -> QMenu:
        """What can be done with a class."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("See its examples"), functools.partial(self.chosen.emit, label))
        if label in self._collection.labels:
            menu.addAction(self.tr("Rename…"), functools.partial(self._rename, label))
        menu.addAction(self.order.text(), self.open_classes)
        return menu

    def _rename(self, label: str) -> None:
        dialog = self.open_classes()
        dialog.choose(label)
        dialog.edit_current()

    @Slot()
    def _changed(self) -> None:
        view = self._collection.view
        if view and view.content is not self._rows:
            self._rows = view.content
            self._counting.start(functools.partial(_balance, view))

    @Slot(object)
    def _counted(self, balance: Balance) -> None:
        self._balance = balance
        self.parts_found.emit(frozenset(modality for modality, count in balance.everything.modalities.items() if count))
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._balance is None:
            return
        every, colours = self._balance.everything, self._theme.colours
        marks = dict(zip(("train", "val", "test", ""), "█▒▨░", strict=True))
        counts = [(f"{marks[split]}\N{NO-BREAK SPACE}{split_name(split)}", every.splits.get(split, 0)) for split in marks]
        self.splits.setText("  ".join(f"{name}\N{NO-BREAK SPACE}{whole(count)}" for name, count in counts if count))
        lines = [Line(name_of(m), whole(every.modalities.get(m, 0)), _parts(every, m), colours.of(m)) for m in MODALITIES]
        self.modalities.set_lines(lines)
        modality = self.counted.currentData()
        tone = colours.of(modality) if modality else ""
        lines = []
        for count in self._balance.classes:
            parts = _parts(count, modality)
            lines.append(Line(count.label or self.tr("(no label)"), whole(sum(parts.values())), parts, tone))
        self.classes.set_lines(lines)
        classes = self._classes
        self.classes.setAccessibleName(words_of(self._balance.task).groups())
        self.classes.setToolTip(self.tr("Click a class to see its examples") if classes else "")
        self.order.setVisible(classes)

    @Slot(str)
    def _choose(self, label: str) -> None:
        if self._classes:
            self.chosen.emit(label)

    @property
    def _classes(self) -> bool:
        """Whether the bars are those of classes, not of ranges of numbers."""
        return self._balance is not None and task_named(self._balance.task).has_classes


def _parts(count: Count, modality: Modality | None) -> dict[str, int]:
    """How many of each split, all or those with a modality; strange splits count as none."""
    parts: dict[str, int] = {}
    for split, every in count.splits.items():
        known = split if split in {"train", "val", "test"} else ""
        parts[known] = parts.get(known, 0) + (count.cells.get((modality, split), 0) if modality else every)
    return parts


def _balance(view: View, token: CancelToken) -> Balance:
    from mmdesk.core.projects.statistics import balance_of

    return balance_of(view.kinds, view.labels, token)
