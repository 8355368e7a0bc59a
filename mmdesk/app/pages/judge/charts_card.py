"""The card of a chart, of which one is chosen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar

from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.card import Card
from mmdesk.app.widgets.chart_view import ChartView
from mmdesk.core.evaluation.results import Judgement

SIZE = 420, 280


class ChartsCard(Card):
    """One chart at a time, with a sentence about it and a button that saves it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._judgement: Judgement | None = None
        self.setAccessibleName(self.tr("Charts"))
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Charts"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self.refresh)
        self.view = ChartView(SIZE)
        self.view.setMinimumHeight(SIZE[1])
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.save = QPushButton(self.tr("Save this chart…"))
        self.save.clicked.connect(self.view.choose_file)
        self.view.failed.connect(self._not_saved)
        layout = self.column()
        layout.setSpacing(8)
        for widget in (self.tabs, self.view, self.words):
            layout.addWidget(widget)
        layout.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self.refresh)

    def show_judgement(self, judgement: Judgement) -> None:
        self._judgement = judgement
        current = max(self.tabs.currentIndex(), 0)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for chart in judgement.charts:
            self.tabs.addTab(chart.title)
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        if self._judgement and self.tabs.currentIndex() >= 0:
            chart, ink = self._judgement.charts[self.tabs.currentIndex()], self._theme.colours
            self.view.set_drawing(lambda size: chart.drawing(size, ink), chart.figures or chart.words)
            self.view.setAccessibleName(chart.title)
            self.words.setText(chart.words)

    @Slot(str)
    def _not_saved(self, name: str) -> None:
        self.words.setText(self.tr("{name} could not be written. Choose another place.").format(name=name))
