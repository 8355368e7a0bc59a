"""What is on the desk: the sample, the open model and its answer. All of the window reads it and asks it for changes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.services.batch import Batch
from mmdesk.app.services.desk import Desk
from mmdesk.app.services.evaluation import Judging
from mmdesk.app.services.explanation import Why
from mmdesk.app.services.history import Earlier
from mmdesk.app.services.learning import Learning
from mmdesk.app.services.neighbours import Alike
from mmdesk.app.services.open_model import EngineFactory, OpenModel, once, opened, opened_learned, predicted, your_examples
from mmdesk.app.services.parts import Many, Part
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.projects.folder import ProjectFolder
from mmdesk.app.services.projects.imports import Incoming
from mmdesk.app.services.training import Training
from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import InputError
from mmdesk.core.files import is_model
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.ready import located, ready_at
from mmdesk.core.paths import starter_model

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction
    from mmdesk.core.training.runs import TrainRun


class Session(Desk):
    """The state behind the window. Changes are told by signals; reading and answering happen in other threads.

    Signals:
        answer_changed: `prediction` or `answer_problem` is another
        model_changed: `model`, `opening` or `model_problem` is another
        recent_changed: the recent models are others
        card_wanted: the card of the model that was just opened should be shown
        coverage_changed: sets of another coverage are wanted
        place_wanted: another place should be shown, by the name of its icon
    """

    answer_changed = Signal()
    model_changed = Signal()
    recent_changed = Signal()
    place_wanted = Signal(str)
    card_wanted = Signal()
    coverage_changed = Signal()

    def __init__(
        self, engine_factory: EngineFactory, settings: Settings, parent: QObject | None = None, history: Path | None = None
    ) -> None:
        """`history` is the folder of earlier answers, if not the person's own."""
        super().__init__(parent)
        self.settings = settings
        self.model: OpenModel | None = None
        self.model_problem = ""
        self.file: OpenModel | None = None
        self._new: Path | None = None
        self._quiet = False
        self.prediction: Prediction | None = None
        self.answer_problem = ""
        # The first call imports PyTorch, and happens in another thread.
        self._engine = once(engine_factory)
        self._computing = Worker("engine", self)
        self._opening = self._lane(self._computing, self._opened, self._not_opened)
        self._opening.busy_changed.connect(self._opening_changed)
        self._following = self._lane(self._computing, self._followed, self._not_opened)
        self._answering = self._lane(self._computing, self._answered, self._not_answered)
        self.collection = Collection(settings, self)
        self.project_folder = ProjectFolder(self.collection, self)
        self.incoming = Incoming(self.collection, self)
        self.learning = Learning(self.collection, self._engine, lambda labels: not (self.file and self.file.fits(labels)), self)
        self.learning.changed.connect(self._learning_changed)
        self.learning.ready.connect(self._follow)
        self.learning.saved.connect(self._learned_saved)
        self.worth = WorthLabelling(self.collection, self._engine, self.learning.lane(), self._fitting_file, self)
        self.collection.opened.connect(self._project_opened)
        self.sound = SoundDesk(self._files, self._computing, self._engine, self)
        self.sound.made.connect(self._sound_made)
        self.sound.told.connect(self._sound_told)
        self.why = Why(self._computing, self._engine, settings, self)
        self.alike = Alike(self.collection, self._computing, self._engine, self)
        self.batch = Batch(self._computing, self._files, self._engine, self)
        self.earlier = Earlier(settings, history, self)
        self.earlier.desk_found.connect(self.put_back)
        self.training = Training(engine_factory, self.collection, self)
        self.judging = Judging(engine_factory, self.collection, self)

    def close(self, seconds: float = 5.0) -> bool:
        """End all threads; says whether they did."""
        parts = (
            self.earlier,
            self.sound,
            self.learning,
            self.alike,
            self.collection,
            self.training,
            self.judging,
            self._files,
            self._computing,
        )
        ended = [part.close(seconds) for part in parts]
        return all(ended)

    # The sample

    def drop(self, paths: Sequence[Path]) -> None:
        """Take files, each for the part that its contents are for; a model file is opened."""
        models = [path for path in paths if is_model(path)]
        if models:
            self.open_model(models[0])
        if others := tuple(path for path in paths if path not in models):
            self.sort(others)

    @Slot(object)
    def _sound_made(self, make: Callable[[], Sound]) -> None:
        self.take(self.sound.modality, make)

    @Slot(str)
    def _sound_told(self, problem: str) -> None:
        self._set(self.sound.modality, problem=problem)

    def _changed(self, modality: Modality, before: Part, after: Part) -> None:
        if modality == self.sound.modality and after.content != before.content:
            self.sound.show(after.content if isinstance(after.content, Sound) else None)
        self.earlier.see(self._parts)
        self.part_changed.emit(modality)
        if after.seen != before.seen:
            self._ask()

    def _take_many(self, found: Many) -> None:
        self.batch.begin(found, self.model.spec if self.model else None)

    # The model and its answer

    def choose_coverage(self, coverage: float) -> None:
        """Have sets of classes shown that hold the right one so often."""
        self.settings.coverage = coverage
        self.coverage_changed.emit()

    @property
    def opening(self) -> bool:
        return self._opening.busy

    @property
    def answering(self) -> bool:
        return self._answering.busy

    @property
    def busy(self) -> bool:
        """Whether anything is being opened, read or answered."""
        return self.reading or any(lane.busy for lane in (self._opening, self._following, self._answering))

    @property
    def quiet(self) -> bool:
        """Whether nothing answers yet: the open project is still to teach a model, and others do not know its samples."""
        followed = self.model is not None and self.model.path is None
        return self.learning.on and not (self.learning.answers and followed)

    def open_model(self, path: Path | None = None) -> None:
        """Open a model file, or the starter model; the one before stays if that fails."""
        self.model_problem = ""
        self._following.cancel()
        self.learning.stop()
        self._opening.start(functools.partial(opened, self._engine, located(path) if path else starter_model()))

    def introduce(self, path: Path) -> None:
        """Open a model file that the person has not met yet, and have its card shown."""
        self._new = path
        self.open_model(path)

    @Slot(object)
    def _opened(self, model: OpenModel) -> None:
        self.model = self.file = model
        assert model.path  # noqa: S101 - a file was opened
        ready = ready_at(model.path)
        # By its name: the program's own folder may be another one next time.
        self.settings.model = Path(ready.name) if ready else model.path
        if not ready:
            self.settings.remember_model(model.path)
        self.recent_changed.emit()
        self.model_changed.emit()
        if model.path == self._new:
            self._new = None
            self.card_wanted.emit()
        self._begin_with(model)

    def _begin_with(self, model: OpenModel) -> None:
        """Have it answer what goes on."""
        self.alike.use(model)
        self.sound.live.begin_again()
        self.batch.model_opened(model.spec)
        self._ask()

    @Slot(object)
    def _not_opened(self, error: InputError) -> None:
        self.model_problem = sentence(error)
        self.model_changed.emit()

    @Slot(bool)
    def _opening_changed(self, _: bool) -> None:
        self.model_changed.emit()

    # What learns from the open project

    @property
    def model_title(self) -> str:
        """What the model is called that answers, or is to answer; empty without one."""
        return your_examples() if self.quiet else self.model.title if self.model else ""

    def use_learned(self) -> None:
        """Make a file of what was learned from the open project, beside the models of its trainings, and let that answer."""
        learned, dataset = self.learning.learned, self.collection.dataset
        if learned and learned.spec and dataset and (run := self.training.list.run_of(learned, dataset)):
            self.learning.save(run)

    def _fitting_file(self) -> Path | None:
        """The open model file, if it can answer for the open project."""
        return self.file.path if self.file and self.file.fits(self.collection.labels) else None

    @Slot()
    def _project_opened(self) -> None:
        if self.file and self.file.path and self.model is not self.file:
            self._following.cancel()
            self._opening.start(functools.partial(opened, self._engine, self.file.path))

    @Slot()
    def _learning_changed(self) -> None:
        if self.quiet != self._quiet:
            self._quiet = self.quiet
            self.model_changed.emit()
            self._ask()

    @Slot()
    def _follow(self) -> None:
        self.why.forget()  # which might take longer
        self._following.start(functools.partial(opened_learned, self._engine))

    @Slot(object)
    def _followed(self, model: OpenModel) -> None:
        self.model = model
        self._quiet = self.quiet
        self.model_changed.emit()
        self._begin_with(model)

    @Slot(object)
    def _learned_saved(self, run: TrainRun) -> None:
        if self.learning.learned:
            self.training.list.enter(run, self.learning.learned)
        self.open_model(run.plan.out)

    def _ask(self) -> None:
        """Have the present sample answered; an earlier answer stays until the new one is there."""
        sample = self.sample
        self.why.forget()
        self.alike.forget()
        self.sound.live.show(sample)
        if not sample.present or self.quiet:
            self._answering.cancel()
            self._set_answer(None)
        elif self.model:
            self._answering.start(functools.partial(predicted, self._engine, sample))

    @Slot(object)
    def _answered(self, prediction: Prediction) -> None:
        self._set_answer(prediction)
        self.why.explain(self.sample)
        self.alike.ask(self.sample)

    @Slot(object)
    def _not_answered(self, error: InputError) -> None:
        self._set_answer(None, sentence(error))

    def _set_answer(self, prediction: Prediction | None, problem: str = "") -> None:
        self.prediction, self.answer_problem = prediction, problem
        self.earlier.hear(prediction, self.model.title if self.model else "")
        self.answer_changed.emit()
