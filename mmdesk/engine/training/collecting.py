"""Learning while examples are collected: heads on frozen features in closed form, fused by their leave-one-out answers (stacking).

Nothing of it takes gradient steps, so that a model follows each new example within a second; see Wolpert 1992 for the stacking.
"""

import dataclasses
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import torch

import mmdesk
from mmdesk.core.datasets.example import Dataset, Example, Skipped, natural
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.collected import COLLECTED, Learned, LeaveOneOut, enough, judging, share_interval
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import Part, together
from mmdesk.engine.data.feature_memory import FeatureMemory, usual_frozen
from mmdesk.engine.device import choose_device
from mmdesk.engine.modalities.layers import Measured
from mmdesk.engine.modalities.registry import network_of
from mmdesk.engine.model.fused_model import Encoded, FusedModel, unset
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.conflict import measured
from mmdesk.engine.scoring.conformal import set_limits
from mmdesk.engine.scoring.encoding import EncodedBatch
from mmdesk.engine.scoring.out_of_distribution import collected
from mmdesk.engine.scoring.subsets import Answers, ask, calibrate_fusion
from mmdesk.engine.scoring.temperature import calibrated
from mmdesk.engine.training.heads import least_squares
from mmdesk.engine.training.heads.frozen import fit_frozen, names_on
from mmdesk.engine.training.heads.linear_head import spread_over
from mmdesk.engine.training.spec_from_data import card
from mmdesk.engine.training.validation import mean_distance

MAX_EXAMPLES, NEWEST = 2000, 500
"""Of more examples these many teach, among them the newest: it is to be done in two seconds."""
MAX_CHOOSING = 500
"""Examples by which one of several frozen encoders is chosen."""
DIMENSION = 8
"""Of the shared space, which a mixture of answers does without."""
STAGE = QT_TRANSLATE_NOOP("errors", "learning")


class Quick(NamedTuple):
    """A model that learned from a few examples, with all that is known about it."""

    model: FusedModel
    spec: ModelSpec


class Collector:
    """Learns from a dataset anew whenever it has changed. Belongs to one thread.

    Attributes:
        memory: the frozen features of its contents
        quick: the newest model; None while there are too few examples
    """

    def __init__(self) -> None:
        self.memory = FeatureMemory()
        self.quick: Quick | None = None

    def learn(self, dataset: Dataset, task: TaskName, token: CancelToken) -> Generator[Note | Learned, None, None]:
        """Learn from the labelled rows that are not for testing; the last report is what was learned.

        Raises:
            ModelFileError: if the weights of a pretrained encoder are missing or other ones
            Cancelled: if the token asks for it; the model before stays
        """
        start = time.perf_counter()
        torch.set_num_threads(1)
        examples = some(teaching(dataset.examples, task))
        having = [modality for modality in dataset.modalities if any(modality in example.present for example in examples)]
        encoders = {modality: usual_frozen(modality) for modality in having}
        parts = {}
        for modality in having:
            for encoder in encoders[modality]:
                parts[modality, encoder] = yield from self.memory.part(examples, modality, encoder, token)
        yield Note(Sentence(STAGE), 0, 1)
        found = _Found(examples, parts)
        learned = Learned(
            None,
            task,
            len(found.usable),
            found.counts if task_named(task).has_classes else {},
            left_out=tuple(modality for modality in having if not encoders[modality]),
            skipped=found.skipped,
        )
        quick, judged = None, None
        if found.teach(task):
            quick, judged = fitted(dataset, found, learned, token)
        token.check()
        self.quick = quick
        yield dataclasses.replace(learned, spec=quick and quick.spec, judged=judged, seconds=time.perf_counter() - start)


def teaching(examples: Iterable[Example], task: TaskName) -> list[Example]:
    """Those that teach: labelled, of this task, not for testing."""
    problem_of = task_named(task).problem_of
    return [
        dataclasses.replace(example, split="train")
        for example in examples
        if example.label and example.split != "test" and not problem_of(example.label)
    ]


def some(examples: Sequence[Example]) -> Sequence[Example]:
    """At most `MAX_EXAMPLES`: the newest, and of each class about as many of the others, the same ones every time."""
    if len(examples) <= MAX_EXAMPLES:
        return examples
    older: defaultdict[str, list[int]] = defaultdict(list)
    for place, example in enumerate(examples[:-NEWEST]):
        older[example.label].append(place)
    ranks = {
        place: rank
        for places in older.values()
        for rank, place in enumerate(sorted(places, key=lambda place: zlib.crc32(str(examples[place].row).encode())))
    }
    kept = sorted(sorted(ranks, key=lambda place: (ranks[place], place))[: MAX_EXAMPLES - NEWEST])
    return [*(examples[place] for place in kept), *examples[-NEWEST:]]


class _Found:
    """Examples and what frozen encoders made of them.

    Attributes:
        usable: places of the examples of which something is there, and nothing unreadable
        counts: of their labels, in natural order
        skipped: those that cannot be read
    """

    def __init__(self, examples: Sequence[Example], parts: Mapping[tuple[Modality, EncoderSpec], Part]) -> None:
        self.examples, self.parts = examples, parts
        unreadable = {place: reason for part in parts.values() for place, reason in part.unreadable.items()}
        self.skipped = tuple(Skipped(examples[place].row, reason) for place, reason in sorted(unreadable.items()))
        there = (place for place in range(len(examples)) if any(part.present[place] for part in parts.values()))
        self.usable = [place for place in there if place not in unreadable]
        counts = Counter(examples[place].label for place in self.usable)
        self.counts = {label: counts[label] for label in sorted(counts, key=natural)}

    def teach(self, task: TaskName) -> bool:
        """Whether they are enough to learn from."""
        return enough(self.counts) if task_named(task).has_classes else len(self.counts) > 1

    def table(self, spec: ModelSpec) -> Table:
        """What such a model learns from."""
        parts = {modality: self.parts[modality, encoder] for modality, encoder in spec.encoders.items()}
        return Table(self.examples, together(self.examples, parts), spec, "train")


def fitted(dataset: Dataset, found: _Found, learned: Learned, token: CancelToken) -> tuple[Quick, LeaveOneOut | None]:
    """The model for what was found, calibrated and judged by answers to samples that did not teach the heads.

    Raises:
        Cancelled: if the token asks for it
    """
    spec = chosen(first_spec(dataset, found, learned), found, token)
    table, device = found.table(spec), choose_device("cpu")
    model = neutral(spec)
    answers = fit_frozen(model, spec, table, least_squares.fitted)
    token.check()
    unimodal = torch.stack([answers[modality] for modality in spec.modalities], 1)
    batch = EncodedBatch(Encoded(torch.zeros(*unimodal.shape[:2], DIMENSION), unimodal), table.mask, table.labels)
    calibrate_fusion(model, [batch], device)
    said = ask(model, [batch], device)
    token.check()
    judged = judge(model, said, [found.examples[row].label for row in table.rows.tolist()])
    spec = calibrated(spec, model.task, said)
    model.familiarity = collected(model, table, said, device)
    training = {
        **spec.training,
        **measured(spec, model.task, said),
        **set_limits(spec, model.task, said),
        "samples": len(table),
        "epochs": 1,
        "best_epoch": 1,
        "seconds": 0.0,
        COLLECTED: True,
        **(model.task.training_figures(judged.quality, judged.samples, mean_distance(model, said)) if judged else {}),
        "date": datetime.now(UTC).date().isoformat(),
    }
    return Quick(model, dataclasses.replace(spec, training=training)), judged


def first_spec(dataset: Dataset, found: _Found, learned: Learned) -> ModelSpec:
    """The spec of a mixture with the first frozen encoder of each modality."""
    task = task_named(learned.task)
    encoders: dict[Modality, EncoderSpec] = {}
    for (modality, encoder), part in found.parts.items():
        if part.present.any():
            encoders.setdefault(modality, encoder)
    rows = tuple(found.examples[place] for place in found.usable)
    return ModelSpec(
        labels=tuple(learned.counts),
        encoders=encoders,
        fusion="mixture",
        dimension=DIMENSION,
        card=card(dataclasses.replace(dataset, examples=rows), learned.task),
        version=mmdesk.__version__,
        task=learned.task,
        target=task.scale(example.label for example in rows),
    )


def chosen(spec: ModelSpec, found: _Found, token: CancelToken) -> ModelSpec:
    """The spec with the encoder of each modality whose own head is the most right."""
    encoders = dict(spec.encoders)
    for modality in spec.modalities:
        candidates = [encoder for own, encoder in found.parts if own == modality]
        if len(candidates) > 1:
            qualities = {}
            for encoder in candidates:
                token.check()
                qualities[encoder] = own_quality(dataclasses.replace(spec, encoders={modality: encoder}), found)
            encoders[modality] = max(candidates, key=lambda encoder: qualities[encoder])
    return dataclasses.replace(spec, encoders=encoders)


def own_quality(spec: ModelSpec, found: _Found) -> float:
    """How right the head of a single modality is on samples that did not teach it."""
    table = found.table(spec)
    rows = spread_over(len(table), MAX_CHOOSING)
    task, (modality,) = task_of(spec), spec.modalities
    if len(rows) < 2:
        return 0.0
    encoder = network_of(spec, modality)
    assert isinstance(encoder, Measured)  # noqa: S101 - as all frozen ones
    features = encoder.fitted(table.values(modality, rows))
    head = least_squares.fitted(features, table.labels[rows], task.outputs, names_on(encoder, table.named(modality)))
    return task.quality(head.out_of_fold, table.labels[rows])


def neutral(spec: ModelSpec) -> FusedModel:
    """A mixture that believes every modality alike and corrects nothing: all its weights are 0, its trust 1."""
    model = unset(spec)
    for value in model.state_dict().values():
        value.zero_()
    model.fusion.trust.fill_(1)  # type: ignore[operator]
    return model.eval()


def judge(model: FusedModel, said: Answers, labels: Sequence[str]) -> LeaveOneOut | None:
    """How right the answers are; None where too few examples could tell."""
    if distance := mean_distance(model, said):
        return LeaveOneOut(len(labels), model.task.quality(said.everything, said.labels), distance[1])
    places = judging(labels)
    if not places:
        return None
    interval = share_interval(quality := model.task.quality(said.everything[places], said.labels[places]), len(places))
    return LeaveOneOut(len(places), min(quality, interval[1]), interval)
