"""The card on top: which model is judged by which data, and how to keep the result."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
)

from mmdesk.app.pages.judge.saved_row import SavedRow
from mmdesk.app.services.evaluation import SPLITS
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import accept_models, file_dialog
from mmdesk.app.system.theme import mark
from mmdesk.app.widgets.card import Card
from mmdesk.core.datasets.example import EVERY_SPLIT
from mmdesk.core.files import is_model
from mmdesk.core.models.ready import ready_at


class ChoiceCard(Card):
    """The open model and the open project, unless the person chooses others."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._model: Path | None = None
        self._dataset: Path | None = None
        self.setAccessibleName(self.tr("What is judged"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.model = QLabel()
        self.dataset = QLabel()
        self.choose_model = QPushButton(self.tr("Another model…"))
        self.choose_model.clicked.connect(self._choose_model)
        self.choose_data = QPushButton(self.tr("Other data…"))
        self.choose_data.clicked.connect(self._choose_data)
        self.split = self._made_split()
        self.judge = QPushButton(self.tr("Judge"))
        self.judge.setProperty("kind", "first")
        self.judge.clicked.connect(self.start)
        self.use = QPushButton(self.tr("Use it"))
        self.use.setToolTip(self.tr("Classify with this model from now on"))
        self.use.clicked.connect(self._use)
        self.save = QPushButton(self.tr("Save the report…"))
        self.save.clicked.connect(self._choose_file)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.saved = SavedRow()
        self._arrange()
        session.judging.changed.connect(self.refresh)
        session.judging.saved.connect(self._saved)
        session.model_changed.connect(self.refresh)
        session.collection.changed.connect(self.refresh)
        session.training.data.changed.connect(self.refresh)
        session.training.changed.connect(self.refresh)
        self.refresh()

    def _made_split(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Samples to judge by"))
        words = {"test": self.tr("test samples"), "val": self.tr("validation samples"), "train": self.tr("training samples")}
        words[EVERY_SPLIT] = self.tr("all samples")
        for name in SPLITS:
            box.addItem(words[name], name)
        return box

    def _arrange(self) -> None:
        layout = self.column()
        layout.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((first, (self.model, self.choose_model)), (second, (self.dataset, self.choose_data, self.split))):
            row.addWidget(widgets[0], 1)
            for widget in widgets[1:]:
                row.addWidget(widget)
            layout.addLayout(row)
        second.addWidget(self.judge)
        first.addWidget(self.use)
        first.addWidget(self.save)
        layout.addWidget(self.bar)
        layout.addWidget(self.note)
        layout.addWidget(self.saved)

    def take(self, path: Path) -> None:
        """Judge by what was dropped, or judge the model that was dropped."""
        if is_model(path):
            self._model = path
        else:
            self._dataset = path
        self.refresh()

    @property
    def chosen(self) -> tuple[Path | None, Path | None]:
        """Model and dataset; what nobody chose is what is open, instead of a ready model what the dataset taught last."""
        session = self._session
        dataset = self._dataset or session.judging.dataset or session.collection.dataset or session.training.data.dataset
        own = session.model.path if session.model and session.model.path and not ready_at(session.model.path) else None
        trained = session.training.list.last(dataset) if dataset else None
        open_model = session.model.path if session.model else None
        return self._model or session.judging.model or own or (trained and trained.plan.out) or open_model, dataset

    @Slot()
    def start(self) -> None:
        self.saved.hide()
        judging = self._session.judging
        if judging.busy:
            judging.cancel()
            return
        model, dataset = self.chosen
        if model and dataset:
            self._model = self._dataset = None
            judging.judge(model, dataset, self.split.currentData())

    @Slot()
    def _use(self) -> None:
        if model := self.chosen[0]:
            self._session.open_model(model)
            self._session.place_wanted.emit("classify")

    @Slot()
    def refresh(self) -> None:
        judging = self._session.judging
        model, dataset = self.chosen
        self.model.setText(self.tr("Model: {name}").format(name=model.stem if model else self.tr("none")))
        self.model.setToolTip(str(model or ""))
        self.dataset.setText(self.tr("Data: {name}").format(name=dataset.name if dataset else self.tr("none")))
        self.dataset.setToolTip(str(dataset or ""))
        self.judge.setEnabled(judging.busy or (model is not None and dataset is not None))
        self.judge.setText(self.tr("Cancel") if judging.busy else self.tr("Judge"))
        self.save.setEnabled(judging.judgement is not None)
        answering = self._session.model.path if self._session.model else None
        self.use.setVisible(judging.judgement is not None and model != answering)
        self.bar.setVisible(judging.busy)
        stage = judging.stage
        self.bar.setRange(0, stage.total if stage else 0)
        self.bar.setValue(stage.done if stage else 0)
        hint = ""
        if not dataset:
            hint = self.tr("Drop the folder of a dataset here, or a model file, then press Judge.")
        elif not model:
            hint = self.tr("What learns while you collect is no model file yet: press “Use it” beside it on Classify, or train.")
        self._say(judging.problem or hint, "problem" if judging.problem else "soft")

    def _say(self, words: str, kind: str) -> None:
        self.note.setText(words)
        mark(self.note, "kind", kind)
        self.note.setVisible(bool(words))

    @Slot()
    def _choose_model(self) -> None:
        dialog = file_dialog(self, "", self._session.settings)
        accept_models(dialog)
        dialog.fileSelected.connect(self._model_chosen)
        dialog.open()

    @Slot()
    def _choose_data(self) -> None:
        dialog = file_dialog(self, self.tr("Choose the folder of a dataset"), self._session.settings)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._data_chosen)
        dialog.open()

    @Slot()
    def _choose_file(self) -> None:
        dialog = file_dialog(self, self.tr("Save the report"), self._session.settings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page (*.html)"), self.tr("Answers (*.csv)"), self.tr("Figures (*.json)")])
        dialog.setDefaultSuffix("html")
        dialog.selectFile(self._proposed())
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition(".")[2].strip(")")))
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _proposed(self) -> str:
        """A name for the report that tells what was judged by what."""
        judging = self._session.judging
        model, data = (path.stem if path else "" for path in (judging.model, judging.dataset))
        named = data in model  # a model is called after what it learned from
        return "-".join(filter(None, (model, "" if named else data, judging.split))) + ".html"

    @Slot(str)
    def _model_chosen(self, name: str) -> None:
        self._model = Path(name)
        self.refresh()

    @Slot(str)
    def _data_chosen(self, name: str) -> None:
        self._dataset = Path(name)
        self.refresh()

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        self._session.judging.save(Path(name))

    @Slot(str)
    def _saved(self, name: str) -> None:
        self.saved.tell(Path(name))
