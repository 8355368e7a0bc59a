"""What is on the desk: the sample, the open model and its answer. All of the window reads it and asks it for changes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.services.batch import Batch
from mmdesk.app.services.evaluation import Judging
from mmdesk.app.services.explanation import Why
from mmdesk.app.services.history import Earlier
from mmdesk.app.services.imports import Incoming
from mmdesk.app.services.learning import Learning
from mmdesk.app.services.open_model import EngineFactory, OpenModel, once, opened, opened_learned, predicted, your_examples
from mmdesk.app.services.parts import Found, Many, Part, as_part, content_of, read_file, sort_files
from mmdesk.app.services.project import Collection
from mmdesk.app.services.project_folder import ProjectFolder
from mmdesk.app.services.ready_parts import ReadyParts
from mmdesk.app.services.training import Training
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Lane, Worker
from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.errors import InputError, MediaError
from mmdesk.core.files import is_model
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.ready import located, ready_at
from mmdesk.core.paths import starter_model

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Row
    from mmdesk.core.answers.history import KeptPart
    from mmdesk.core.answers.prediction import Prediction
    from mmdesk.core.datasets.loose import OneSample
    from mmdesk.core.training.runs import TrainRun


class Session(QObject):
    """The state behind the window. Changes are told by signals; reading and answering happen in other threads.

    Signals:
        part_changed: a modality's `Part` is another
        answer_changed: `prediction` or `answer_problem` is another
        model_changed: `model`, `opening` or `model_problem` is another
        dropped_badly: sentences about files that fit nowhere; empty when all fitted
        sorting_changed: whether dropped files are still being looked through
        recent_changed: the recent models are others
        card_wanted: the card of the model that was just opened should be shown
        place_wanted: another place should be shown, by the name of its icon
    """

    part_changed = Signal(str)
    answer_changed = Signal()
    model_changed = Signal()
    dropped_badly = Signal(str)
    sorting_changed = Signal(bool)
    recent_changed = Signal()
    place_wanted = Signal(str)
    card_wanted = Signal()

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
        self._parts: dict[Modality, Part] = dict.fromkeys(MODALITIES, Part())
        self.ready_parts = ReadyParts(self)
        self._own: set[Modality] = set()
        # The first call imports PyTorch, and happens in another thread.
        self._engine = once(engine_factory)
        self._computing = Worker("engine", self)
        self._opening = self._lane(self._computing, self._opened, self._not_opened)
        self._opening.busy_changed.connect(self._opening_changed)
        self._following = self._lane(self._computing, self._followed, self._not_opened)
        self._answering = self._lane(self._computing, self._answered, self._not_answered)
        self._files = Worker("files", self)
        self._sorting = self._lane(self._files, self._sorted, self._not_sorted)
        self._sorting.busy_changed.connect(self.sorting_changed)
        self._reading = {modality: self._reading_lane(modality) for modality in MODALITIES}
        self.collection = Collection(settings, self)
        self.project_folder = ProjectFolder(self.collection, self)
        self.incoming = Incoming(self.collection, self)
        self.learning = Learning(self.collection, self._engine, lambda labels: not (self.file and self.file.fits(labels)), self)
        self.learning.changed.connect(self._learning_changed)
        self.learning.ready.connect(self._follow)
        self.learning.saved.connect(self._learned_saved)
        self.collection.opened.connect(self._project_opened)
        self.sound = SoundDesk(self._files, self._computing, self._engine, self)
        self.sound.made.connect(self._sound_made)
        self.sound.told.connect(self._sound_told)
        self.why = Why(self._computing, self._engine, settings, self)
        self.batch = Batch(self._computing, self._files, self._engine, self)
        self.earlier = Earlier(settings, history, self)
        self.earlier.desk_found.connect(self.put_back)
        self.training = Training(engine_factory, self.collection, self)
        self.judging = Judging(engine_factory, self.collection, self)

    def _lane(self, worker: Worker, succeeded: Callable[..., None], failed: Callable[..., None]) -> Lane:
        lane = worker.lane()
        lane.succeeded.connect(succeeded)
        lane.failed.connect(failed)
        return lane

    def _reading_lane(self, modality: Modality) -> Lane:
        lane = self._lane(self._files, functools.partial(self._read, modality), functools.partial(self._not_read, modality))
        lane.busy_changed.connect(functools.partial(self._reading_changed, modality))
        return lane

    def close(self, seconds: float = 5.0) -> bool:
        """End all threads; says whether they did."""
        parts = (
            self.earlier,
            self.sound,
            self.learning,
            self.collection,
            self.training,
            self.judging,
            self._files,
            self._computing,
        )
        ended = [part.close(seconds) for part in parts]
        return all(ended)

    # The sample

    def part(self, modality: Modality) -> Part:
        return self._parts[modality]

    @property
    def sample(self) -> Sample:
        """What the model may see."""
        return Sample(**{modality: part.seen for modality, part in self._parts.items()})

    @property
    def file_names(self) -> str:
        """What the files of the sample, as far as the model may see them, are called."""
        files = {m: part.file for m, part in self._parts.items() if part.seen is not None and not MODALITIES[m].inline}
        return ", ".join(file.name for file in files.values() if file)

    @property
    def empty(self) -> bool:
        return all(part.content is None for part in self._parts.values())

    def drop(self, paths: Sequence[Path]) -> None:
        """Take files, each for the part that its contents are for; a model file is opened."""
        models = [path for path in paths if is_model(path)]
        if models:
            self.open_model(models[0])
        if others := tuple(path for path in paths if path not in models):
            self._sorting.start(functools.partial(sort_files, others))

    def refuse(self, template: str) -> None:
        """Say why something that was offered is of no use: a sentence marked for translation in "errors"."""
        self.dropped_badly.emit(sentence(InputError(template)))

    def read(self, modality: Modality, path: Path) -> None:
        """Take a file for this part; what was there stays if it cannot be read."""
        self._expect_own(modality)
        self._begin(modality, functools.partial(_found, modality, path))

    def take(self, modality: Modality, make: Callable[[], Content]) -> None:
        """Take what `make` gives, called in another thread, such as the decoding of a pasted picture."""
        self._expect_own(modality)
        self._begin(modality, lambda: Found(make()))

    def _expect_own(self, modality: Modality) -> None:
        """What comes for this part is given by the person, not laid back."""
        self.ready_parts.forget()
        self._own.add(modality)

    def _begin(self, modality: Modality, make: Callable[[], Found]) -> None:
        self._set(modality, problem="")
        self._reading[modality].start(lambda _: make())

    def restore(self, modality: Modality, part: Part) -> None:
        """Lay a part that was taken away on the desk again."""
        self._set(modality, content=part.content, file=part.file, problem="")

    def write(self, modality: Modality, words: str) -> None:
        """Take words as they are being typed, for a part that is written."""
        self._reading[modality].cancel()
        try:
            MODALITIES[modality].checked(words, self.tr("What you typed"))
        except MediaError as error:
            self._set(modality, content=None, problem=sentence(error))
        else:
            before = self._parts[modality]
            self._set(modality, content=words or None, problem="", file=before.file if words == before.content else None)

    def show(self, modality: Modality, shown: bool) -> None:
        """Let the model see this part, or not: what if it were missing?"""
        self._set(modality, shown=shown)

    def clear(self, modality: Modality) -> None:
        self._reading[modality].cancel()
        self._set(modality, content=None, problem="")

    def clear_all(self) -> None:
        self._sorting.cancel()
        self._own.clear()
        self.ready_parts.forget()
        for modality in MODALITIES:
            self.clear(modality)
            self.show(modality, True)
        self.dropped_badly.emit("")

    @Slot(object)
    def put_back(self, parts: Mapping[Modality, KeptPart]) -> None:
        """Lay an earlier sample on the desk, instead of what is there."""
        self.clear_all()
        for modality, part in parts.items():
            self.show(modality, part.shown)
            if part.file:
                self._begin(modality, functools.partial(_found, modality, part.file))
            elif part.cell:
                self.write(modality, part.cell)

    def lay(self, row: Row) -> None:
        """Lay a row of a batch on the desk, instead of what is there."""
        self.clear_all()
        for modality, part in row.parts.items() if isinstance(row, Example) else ():
            if isinstance(part, str):
                self.write(modality, part)
            elif part.index is None:
                self._begin(modality, functools.partial(_found, modality, part.path))
            else:
                self._begin(modality, functools.partial(_taken, modality, part))

    def _set(self, modality: Modality, **changes: object) -> None:
        before = self._parts[modality]
        after = replace(before, **changes)  # type: ignore[arg-type]
        if after == before:
            return
        self._parts[modality] = after
        if modality == self.sound.modality and after.content != before.content:
            self.sound.show(after.content if isinstance(after.content, Sound) else None)
        self.earlier.see(self._parts)
        self.part_changed.emit(modality)
        if after.seen != before.seen:
            self._ask()

    @Slot(object)
    def _sorted(self, found: OneSample | Many) -> None:
        if isinstance(found, Many):
            self.dropped_badly.emit("")
            self.batch.begin(found, self.model.spec if self.model else None)
            return
        self.dropped_badly.emit(" ".join(map(sentence, found.strangers)))
        self.ready_parts.forget()
        self._own |= set(found.files)
        for modality, path in found.files.items():
            self._reading[modality].cancel()
            self._set(modality, problem="")
            if modality in found.contents:
                self._read(modality, Found(as_part(found.contents[modality]), path))
            else:
                self._not_read(modality, found.failures[modality])

    @Slot(object)
    def _not_sorted(self, error: InputError) -> None:
        self.dropped_badly.emit(sentence(error))

    def _read(self, modality: Modality, found: Found) -> None:
        self._set(modality, content=found.content, file=found.file)
        if modality in self._own:
            self._own.discard(modality)
            self.ready_parts.make_room(modality, found.file)

    def _not_read(self, modality: Modality, error: InputError) -> None:
        # What went wrong meanwhile is the cause, as a microphone that was pulled out is of a silent recording.
        self._own.discard(modality)
        meanwhile = self._parts[modality].problem
        self._set(modality, problem=" ".join(filter(None, (meanwhile, sentence(error)))))

    def _reading_changed(self, modality: Modality, reading: bool) -> None:
        self._set(modality, reading=reading)

    @Slot(object)
    def _sound_made(self, make: Callable[[], Sound]) -> None:
        self.take(self.sound.modality, make)

    @Slot(str)
    def _sound_told(self, problem: str) -> None:
        self._set(self.sound.modality, problem=problem)

    # The model and its answer

    @property
    def opening(self) -> bool:
        return self._opening.busy

    @property
    def answering(self) -> bool:
        return self._answering.busy

    @property
    def busy(self) -> bool:
        """Whether anything is being opened, read or answered."""
        computing = (self._opening, self._following, self._answering)
        return any(lane.busy for lane in (*computing, self._sorting, *self._reading.values()))

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
        if learned and learned.spec and dataset and (run := self.training.run_of(learned, dataset)):
            self.learning.save(run)

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
            self.training.enter(run, self.learning.learned)
        self.introduce(run.plan.out)

    def _ask(self) -> None:
        """Have the present sample answered; an earlier answer stays until the new one is there."""
        sample = self.sample
        self.why.forget()
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

    @Slot(object)
    def _not_answered(self, error: InputError) -> None:
        self._set_answer(None, sentence(error))

    def _set_answer(self, prediction: Prediction | None, problem: str = "") -> None:
        self.prediction, self.answer_problem = prediction, problem
        self.earlier.hear(prediction, self.model.title if self.model else "")
        self.answer_changed.emit()


def _found(modality: Modality, path: Path) -> Found:
    return Found(read_file(modality, path), path)


def _taken(modality: Modality, item: Item) -> Found:
    return Found(content_of(item, modality))
