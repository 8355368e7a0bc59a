"""Model selection among encoders, modality by modality: by how good each one's own head is on samples that did not teach it.

Heads on frozen encoders are fitted in seconds and judged at once. To learn an encoder from nothing takes a whole training; it is
begun where a quick look at its own inputs promises that it might win, and judged when it is over.
"""

import dataclasses
import math
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from torch import Tensor

from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.encoders import BESIDE, FINE_TUNED, described
from mmdesk.core.models.spec import FRESH, ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.prepare import Prepared, prepare
from mmdesk.engine.modalities.layers import Measured, Standardized
from mmdesk.engine.modalities.registry import ENCODINGS, frozen_encoders, knows, network_of
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.alone import calibrated_errors
from mmdesk.engine.scoring.subsets import ask_all
from mmdesk.engine.training.fine_tuning import candidate, improved
from mmdesk.engine.training.fit import SPLITS, Fit
from mmdesk.engine.training.heads.averaged import fitted
from mmdesk.engine.training.heads.frozen import names_on
from mmdesk.engine.training.heads.linear_head import spread_over
from mmdesk.engine.training.unfinished import unfinished_encoders
from mmdesk.engine.training.validation import Figures, figures

PROMISE = 0.7
"""An encoder is learned from nothing if a linear head on a quick look at its inputs comes so near the best frozen one. Of five and
ten photographs of rubbish a class 0.42 to 0.64, and it loses; of hand signs and handwriting 0.75 to 1.17, and it wins."""
MAX_JUDGED = 1000
"""Samples that teach and that judge where frozen encoders are compared: a standard error of 1.5 points, in half a minute."""
STAGE = QT_TRANSLATE_NOOP("errors", "comparing encoders")
COMPARED = QT_TRANSLATE_NOOP(
    "errors", "{modality}: {chosen}, {quality:.0%} by itself. The best of the others, {other}: {lesser:.0%}."
)


class Frozen(NamedTuple):
    """The frozen encoder of a modality that has the least mean loss, by which few samples tell encoders apart best."""

    name: str
    loss: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The encoders of a model, and what the others gave.

    Attributes:
        encoders: the name of the chosen one for each modality
        qualities: for each modality the quality, such as the accuracy, of each encoder that was judged
        frozen: the best of those that are, for each modality where some were judged
    """

    encoders: Mapping[Modality, str]
    qualities: Mapping[Modality, Mapping[str, float]] = dataclasses.field(default_factory=dict)
    frozen: Mapping[Modality, Frozen] = dataclasses.field(default_factory=dict)

    def applied(self, spec: ModelSpec) -> ModelSpec:
        """The spec with these encoders."""
        return spec.with_encoders(self.encoders)

    def taken_up(self, plan: TrainPlan) -> Self:
        """The same with the encoders of the interrupted training, if there is one to be taken up."""
        kept = unfinished_encoders(plan.out) if plan.resume else None
        if kept is None:
            return self
        # One of others that the plan does not name is not there: that it repeats other choices will be told.
        found = {m: name for m, name in kept.items() if knows(m, name) or name == self.encoders.get(m)}
        return dataclasses.replace(self, encoders={m: found.get(m, FRESH) for m in self.encoders})

    def judged_by(self, done: Fit) -> Self:
        """The choice once those that learned by gradients are judged too.

        One that was fine-tuned stays only where that has clearly made it better. Those from nothing stay unless they are clearly
        beaten: by cross-validation they learned from fewer samples than they will, which costs them more than a head. Where so few
        are there that all judge in turn, their loss must be smaller, too: of 35 comments, one of four draws had such an encoder
        right in 34 % by chance, more than any other, and in 18 % of others. To ask for a standard error less kept spoken digits, 5
        a class, from theirs in four of five draws, where it is right on 79 %, not 72 %.
        Beside one of a pair stands the frozen half that learned in the same folds.
        """
        spec, task = done.whole.spec, done.whole.model.task
        answers = ask_all(done.judges, done.whole.device)
        qualities = {modality: dict(found) for modality, found in self.qualities.items()}
        encoders = dict(self.encoders)
        for index, modality in enumerate(spec.modalities):
            rows = answers.mask[:, index]
            learned = encoders[modality]
            if modality in qualities and learned not in qualities[modality] and rows.any():
                outputs, labels = answers.unimodal[rows, index], answers.labels[rows]
                own = task.quality(outputs, labels)
                name, least = self.frozen[modality]
                if modality in done.apart:
                    halves, targets = done.apart[modality]
                    least = calibrated_loss(task, halves[:, 1], targets)
                    qualities[modality][FRESH] = task.quality(halves[:, 0], targets)
                beaten = qualities[modality][name] > own + task.standard_error(own, int(rows.sum()))
                worse = done.cross_validated and calibrated_loss(task, outputs, labels) > least
                if learned in FINE_TUNED:
                    worse = not improved(task, done.run.begun[modality][rows], outputs, labels)
                if beaten or worse:
                    encoders[modality] = name
                qualities[modality][learned] = own
        return dataclasses.replace(self, encoders=encoders, qualities=qualities)

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What was chosen and what the others gave, a sentence a modality for which there was a choice."""
        return tuple(self._compared(modality, found) for modality, found in self.qualities.items() if len(found) > 1)

    def _compared(self, modality: Modality, found: Mapping[str, float]) -> Sentence:
        chosen = self.encoders[modality]
        other = max((name for name in found if name != chosen), key=lambda name: found[name])
        return Sentence(
            COMPARED,
            modality=MODALITIES[modality].title,
            chosen=described(chosen),
            quality=found[chosen],
            other=described(other),
            lesser=found[other],
        )


def first_choice(
    prepared: Prepared,
    plan: TrainPlan,
    given: Mapping[Modality, str],
    splits: Sequence[str],
    folds: Mapping[int, int],
    token: CancelToken,
) -> Generator[Note, None, Choice]:
    """What was given; else the best frozen encoder of each modality, or one from nothing where that may beat it.

    Args:
        prepared: the dataset as the given encoders take it, and those that learn from nothing
        given: encoders that are compared with no others, because the person chose them or another model has them

    Raises:
        Cancelled: if the token asks for it
    """
    spec = prepared.spec
    encoders = {modality: given.get(modality, spec.encoders[modality].name) for modality in spec.modalities}
    qualities: dict[Modality, dict[str, float]] = {}
    best: dict[Modality, Frozen] = {}
    for number, modality in enumerate(spec.modalities if plan.preset != "classic" else ()):
        frozen = frozen_encoders(modality)
        if modality in given or not frozen:
            continue
        found, losses = qualities.setdefault(modality, {}), {}
        for name in frozen:
            token.check()
            alone = spec.with_encoders({modality: name})
            encoded = yield from prepare(part_of(prepared.dataset), alone, splits, token)
            yield Note(Sentence(STAGE), number, len(spec.modalities))
            told = judged_head(encoded, folds)
            found[name], losses[name] = told.quality, told.loss
        least = min(losses, key=lambda name: losses[name])
        best[modality] = Frozen(least, losses[least])
        encoders[modality] = challenger(prepared, modality, plan, folds, (least, found[least])) or least
    return Choice(encoders, qualities, best)


def challenger(
    prepared: Prepared, modality: Modality, plan: TrainPlan, folds: Mapping[int, int], frozen: tuple[str, float]
) -> str | None:
    """The encoder that learns by gradients and may beat the best frozen one, whose name and quality are given; None if none may."""
    name, quality = frozen
    raw = dataclasses.replace(prepared, spec=prepared.spec.with_encoders({modality: FRESH}))
    if plan.effort != "quick" and promise(raw, folds) >= PROMISE * quality:
        return f"{BESIDE}{name}" if folds else FRESH
    return candidate(modality, raw) if plan.effort == "thorough" and not folds else None


def calibrated_loss(task: Task, outputs: Tensor, targets: Tensor) -> float:
    """The mean loss of outputs (n, C), as sure as they should be."""
    return float(calibrated_errors(task, outputs, targets).mean())


def part_of(dataset: Dataset) -> Dataset:
    """The dataset with at most `MAX_JUDGED` examples of each split, evenly spread over all."""
    kept: list[Example] = []
    for split in SPLITS:
        examples = [example for example in dataset.examples if example.split == split]
        kept += [examples[number] for number in spread_over(len(examples), MAX_JUDGED).tolist()]
    return dataclasses.replace(dataset, examples=tuple(kept))


def judged_head(prepared: Prepared, folds: Mapping[int, int]) -> Figures:
    """How a head on the frozen encoder of the one modality there is answers samples that did not teach it."""
    (modality,) = prepared.spec.modalities

    def encoder(_: int) -> Measured:
        network = network_of(prepared.spec, modality)
        assert isinstance(network, Measured)  # noqa: S101 - as all frozen ones
        return network

    return _judged(prepared, folds, lambda table, rows: table.values(modality, rows), encoder, lambda table: table.named(modality))


def promise(prepared: Prepared, folds: Mapping[int, int]) -> float:
    """The quality of a head on what an encoder would learn from, looked at quickly."""
    modality = prepared.spec.modalities[0]
    quick_look = ENCODINGS[modality].encodings[FRESH].quick_look
    if not quick_look:
        return math.inf
    looks, names = lambda table, rows: quick_look(table.values(modality, rows)), lambda _: None
    return _judged(prepared, folds, looks, Standardized, names).quality


def _judged(
    prepared: Prepared,
    folds: Mapping[int, int],
    features_of: Callable[[Table, Tensor], Tensor],
    encoder_of: Callable[[int], Measured],
    named_of: Callable[[Table], Tensor | None],
) -> Figures:
    task = task_of(prepared.spec)
    train = (prepared.divided(dict.fromkeys(folds, "train")) if folds else prepared).table("train")
    val = train if folds else prepared.table("val")
    if len(train) < 2 or not len(val):
        return Figures(loss=math.inf, quality=-math.inf, mae=None)
    teaching, judging = spread_over(len(train), MAX_JUDGED), spread_over(len(val), MAX_JUDGED)
    features = features_of(train, teaching)
    encoder = encoder_of(features.shape[1])
    head = fitted(encoder.fitted(features), train.labels[teaching], task.outputs, names_on(encoder, named_of(train)))
    outputs = head.out_of_fold if folds else head(encoder(features_of(val, judging)))
    return figures(task, outputs, val.labels[judging])
