"""The card "Data": what the next training learns from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mmdesk.app.services.dataset_facts import Facts
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.training import Training
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.labels import name_of, split_name
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import listed, sentence
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.dataset_questions import EncodingChoice, LabelsQuestion
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.datasets.example import FOLDERS
from mmdesk.core.modalities.text.encodings import CODECS, OTHERS
from mmdesk.core.numerals import filled

if TYPE_CHECKING:
    from mmdesk.core.projects.edits import Content


class DataCard(Card):
    """The chosen dataset with its classes and splits, or how to choose one."""

    def __init__(self, training: Training, collection: Collection, settings: Settings) -> None:
        super().__init__()
        self._training = training
        self._collection = collection
        self._settings = settings
        self._known: Content | None = None
        self.setAccessibleName(self.tr("Data"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        heading = heading_label(self.tr("Data"))
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.choose.clicked.connect(self.choose_folder)
        self.project = QPushButton(self.tr("The open project"))
        self.project.clicked.connect(self.take_project)
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.question = LabelsQuestion()
        self.question.chosen.connect(lambda name: training.data.decide(labels_from=name))
        self.encoding = EncodingChoice((*CODECS, *OTHERS))
        self.encoding.chosen.connect(lambda name: training.data.decide(encoding=name))
        self.problem = ProblemLine()
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.project)
        head.addWidget(self.choose)
        layout = self.column()
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.question)
        layout.addWidget(self.problem)
        layout.addWidget(self.encoding)
        training.data.changed.connect(self.refresh)
        training.changed.connect(self.refresh)
        collection.changed.connect(self._project_changed)
        self._project_changed()

    @Slot()
    def choose_folder(self) -> None:
        dialog = file_dialog(self, self.tr("Choose the folder of a dataset"), self._settings)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot()
    def take_project(self) -> None:
        collection = self._collection
        if collection.dataset:
            self._training.data.followed = collection.dataset
            self._known = collection.view.content if collection.view and collection.saved else None
            self._training.data.choose(collection.dataset)

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self._training.data.choose(Path(name))

    @Slot()
    def _project_changed(self) -> None:
        """Learn from the open project, unless the person chose something else."""
        collection, data = self._collection, self._training.data
        if collection.dataset != data.followed and data.dataset in (None, data.followed):
            self.take_project()
        self._look_again()
        self.refresh()

    def _look_again(self) -> None:
        """Once the project has been edited, tell of it anew, as soon as somebody looks and its table is written."""
        collection, dataset = self._collection, self._training.data.dataset
        if not (dataset and collection.view and self.isVisible() and collection.saved and collection.holds(dataset)):
            return
        if self._known is not collection.view.content:
            self._known = collection.view.content
            self._training.data.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        self._look_again()
        super().showEvent(event)

    @Slot()
    def refresh(self) -> None:
        data, project, problem = self._training.data, self._collection.dataset, self._training.problem
        self.project.setVisible(project is not None and project != data.dataset)
        self.problem.tell(problem)
        self.question.ask(data.facts.choices if data.facts else (), FOLDERS)
        self.encoding.ask(data.foreign)
        if data.facts:
            self.facts.setText(self._described(data.facts))
        elif data.looking:
            self.facts.setText(self.tr("Looking at {name}…").format(name=data.dataset))
        elif not problem:
            text = self.tr("Drop the folder of a dataset here: with a manifest.csv, with a folder for each class, or with arrays.")
            self.facts.setText(text)
        else:
            self.facts.setText("")

    def _described(self, facts: Facts) -> str:
        splits = listed(f"{split_name(split)} {count}" for split, count in facts.splits.items() if split)
        lines = [
            filled(self.tr("{name} · {count:# example|# examples}"), name=facts.dataset.name, count=sum(facts.splits.values())),
            words_of(self._training.data.task).labels(facts.labels),
            listed(name_of(modality) for modality in facts.modalities)
            + (f" · {splits}" if splits else self.tr(" · split automatically into training, validation and test")),
        ]
        lines += [sentence(source) for source in facts.source]
        if facts.unreadable:
            text = self.tr("{count:# row cannot be read and is|# rows cannot be read and are} left out.")
            lines.append(filled(text, count=facts.unreadable))
        return "\n".join(lines)
