"""How good a model is on one split of a dataset: its answers with every subset of the modalities shown, and their evaluation."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import EVERY_SPLIT, UNDECIDED, Dataset, Decisions, Example
from mmdesk.core.datasets.read import check_answerable, check_decided
from mmdesk.core.datasets.understood import foreign_words
from mmdesk.core.engine import Judged
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.evaluation.results import Asked
from mmdesk.core.evaluation.trust import CalibrationError
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.others import is_other
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.conformal import Conformal
from mmdesk.engine.scoring.encoding import encode
from mmdesk.engine.scoring.shapley import contributions
from mmdesk.engine.scoring.subsets import Answers, ask, subset_masks, subset_name
from mmdesk.engine.scoring.temperature import Calibration

BATCH = 256


def evaluate(
    model: FusedModel,
    spec: ModelSpec,
    path: Path,
    split: str,
    device: Device,
    token: CancelToken,
    file: Path = Path(),
    decisions: Decisions = UNDECIDED,
) -> Iterator[Judged]:
    """Judge a model on one split of a dataset, or on `EVERY_SPLIT`.

    The last report is the evaluation, the one before tells of each sample.

    `file` is where the model came from, to be named in reports.

    Raises:
        DatasetError: if the dataset cannot be read, or the split has no sample with one of the model's labels
        Cancelled: if the token asks for it
    """
    dataset = read_labelled(path, spec.task, decisions)
    yield from _told(dataset)
    if split == EVERY_SPLIT:
        dataset = replace(dataset, examples=tuple(replace(example, split=split) for example in dataset.examples))
    prepared = yield from prepare(dataset, spec, (split,), token)
    table, unreadable = prepared.table(split), prepared.features.skipped
    if not len(table):
        check_answerable(Dataset(dataset.root, (), unreadable) if unreadable else dataset)
        sentence = QT_TRANSLATE_NOOP(
            "errors", "No row of the split {split} in {path} has a label and a modality that the model knows."
        )
        raise DatasetError(sentence, path=path, split=split)
    answers = ask(model, encode(model.to(device.torch), table.in_order(BATCH), device, token), device)
    examples = tuple(prepared.examples[row] for row in table.rows.tolist())
    asked = everything_asked(model.task, answers, spec, file, path, examples)
    asked = replace(asked, **(yield from how_known(model, answers, dataset, split, Asking(spec, device, token))))
    calibrated = Calibration(spec)(answers.everything, answers.mask)
    results = model.task.results(answers.everything, calibrated, answers.labels, asked)
    yield results
    yield results.evaluation(split, prepared.dataset.skipped)


class Asking(NamedTuple):
    """How samples are read and asked about."""

    spec: ModelSpec
    device: Device
    token: CancelToken


def how_known(
    model: FusedModel, answers: Answers, dataset: Dataset, split: str, asking: Asking
) -> Generator[Note, None, dict[str, Any]]:
    """What `Asked` has of how known samples are; nothing of a model that cannot tell."""
    familiarity = model.familiarity
    if familiarity is None:
        return {}

    def shares(said: Answers) -> NDArray[np.float64]:
        return familiarity.known(said.unlike, said.everything, said.mask)

    strangers = yield from answers_to_strangers(model, dataset, split, asking)
    return {"known": shares(answers), "strangers": None if strangers is None else shares(strangers)}


def answers_to_strangers(model: FusedModel, dataset: Dataset, split: str, asking: Asking) -> Generator[Note, None, Answers | None]:
    """What the model says to the split's samples of a class of other things which it does not know; None if there are none."""
    spec, device, token = asking
    if not spec.labels:
        return None
    found = [e for e in dataset.examples if e.split == split and is_other(e.label) and not model.task.accepts(e.label)]
    if not found:
        return None
    # A table takes only labels that the model knows; whichever it is does not matter here.
    others = replace(dataset, examples=tuple(replace(example, label=spec.labels[0]) for example in found), skipped=())
    table = (yield from prepare(others, spec, (split,), token)).table(split)
    if not len(table):
        return None
    return ask(model, encode(model, table.in_order(BATCH), device, token), device)


def _told(dataset: Dataset) -> Iterator[Note]:
    """What is left out of it unless the person decides; raises `DatasetError` if nothing can be answered, or by which labels."""
    check_answerable(dataset)
    check_decided(dataset)
    if foreign := foreign_words(dataset):
        yield Note(foreign)


def everything_asked(task: Task, answers: Answers, spec: ModelSpec, file: Path, path: Path, examples: tuple[Example, ...]) -> Asked:
    """The answers with each non-empty subset shown, the smallest first, of each modality on its own, and what each contributes."""
    own = Calibration(spec).of_each_alone(answers.alone, answers.unimodal)
    added = contributions(spec, task, answers)
    order = sorted(enumerate(subset_masks(len(spec.modalities))), key=lambda pair: int(pair[1].sum()))[1:]
    conformal = Conformal(spec, task)
    apart = {subset_name(shown, spec.modalities): _shown_alone(answers, index, shown) for index, shown in order}
    apart = {name: own for name, own in apart.items() if len(own.labels)}
    return Asked(
        model=file,
        dataset=path,
        examples=examples,
        subsets={
            subset_name(shown, spec.modalities): task.answers(answers.logits[:, index], answers.mask[:, shown].all(-1))
            for index, shown in order
        },
        unimodal={name: task.answers(own[:, index], answers.mask[:, index]) for index, name in enumerate(spec.modalities)},
        training=spec.training,
        contributions={name: added[:, index].numpy() for index, name in enumerate(spec.modalities)},
        sets=conformal.held(answers),
        subset_sets={name: conformal.held(own) for name, own in apart.items()},
        subset_errors=subset_errors(spec, apart) if task.uncertain else {},
    )


def _shown_alone(answers: Answers, subset: int, shown: Tensor) -> Answers:
    """The answers to the samples that have all modalities of this subset, when they show no other."""
    rows = answers.mask[:, shown].all(-1)
    return Answers(
        answers.logits[rows, subset].unsqueeze(1),
        answers.unimodal[rows],
        shown.expand(int(rows.sum()), -1),
        answers.labels[rows],
    )


def subset_errors(spec: ModelSpec, apart: Mapping[str, Answers]) -> dict[str, CalibrationError]:
    """How far the probabilities of classes are true where only these modalities are shown."""
    calibration = Calibration(spec)
    return {
        name: CalibrationError.of(calibration(own.everything, own.mask).softmax(-1).numpy(), own.labels.numpy())
        for name, own in apart.items()
    }
