"""One fit: all rounds of a training, then what judges it, by samples set aside or by cross-validation."""

import contextlib
import dataclasses
from collections.abc import Generator, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import torch

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled, DatasetError, InputError, Names, OptionError, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.prepare import Prepared
from mmdesk.engine.device import Device, choose_device
from mmdesk.engine.model.checkpoint import are_numbers
from mmdesk.engine.scoring.subsets import Judge
from mmdesk.engine.training.cross_validation import Part, cross_validated, fold, verdict
from mmdesk.engine.training.fusion_refit import refine
from mmdesk.engine.training.heads.frozen import learns
from mmdesk.engine.training.heads.pairs import Apart
from mmdesk.engine.training.loop import Run
from mmdesk.engine.training.start import FROM_NOTHING, Start
from mmdesk.engine.training.tensorboard import Curve

MIN_BATCH = 4
SPLITS = ("train", "val")


class Fit(NamedTuple):
    """A training that is over.

    Attributes:
        run: the one that was watched, and can be taken up again
        whole: the one whose model is to be kept; the same, or one on all samples
        judges: models and the samples that did not teach them
        everything: all samples, if the program itself set some aside to judge; else None
        apart: for each modality that has a pair of encoders, what its halves said of the samples that judge
    """

    run: Run
    whole: Run
    judges: list[Judge]
    everything: Table | None
    apart: Mapping[Modality, Apart] = MappingProxyType({})

    @property
    def cross_validated(self) -> bool:
        """Whether all samples judged, each the model of a fold that it did not teach."""
        return self.whole is not self.run


def fit(
    prepared: Prepared,
    plan: TrainPlan,
    folds: Mapping[int, int],
    device: Device,
    curve: Curve,
    token: CancelToken,
    start: Start = FROM_NOTHING,
) -> Generator[Note | EpochReport, None, Fit]:
    """Train one model; with `folds`, the number of each row's, by cross-validation.

    Raises:
        DatasetError: if no row has any of the modalities
        OptionError: if there is nothing to resume, or the weights grow beyond all numbers
        Cancelled: if the token asks for it before the first epoch is over
    """
    ours = folds or prepared.dataset.set_aside  # not the person's
    together = prepared.divided(dict.fromkeys(ours, "train"))
    # Heads alone are solved so quickly that the folds of their solver judge, unless the person set something aside.
    out_of_fold = bool(ours) and not learns(prepared.spec) and not len(together.table("val"))
    if out_of_fold and not folds:
        yield Note(QT_TRANSLATE_NOOP("errors", "Nothing needs to be set aside after all: all samples teach, and judge in turn."))
    train, val = tables_of(together, ("train",)) if out_of_fold else tables_of(fold(prepared, folds, 0), SPLITS)
    run = Run(prepared.spec, plan, train, val, device, start)
    yield from resumed(run)
    run = yield from epochs(run, train, val, curve, token)
    whole, told = run, verdict([Part(run, val)])
    try:
        if folds and not out_of_fold:
            with contextlib.suppress(Cancelled):
                whole, told = yield from cross_validated(run, val, prepared, folds, token)
        else:
            yield from refine(run.model, run.plan, train, told.judges[0].batches, run.device, token)
    except torch.linalg.LinAlgError as error:  # type: ignore[attr-defined]
        raise diverged(plan) from error
    if not are_numbers(whole.model.state_dict()):
        raise diverged(plan)
    spared = prepared.dataset.set_aside and not (folds or out_of_fold)
    return Fit(run, whole, told.judges, together.table("train") if spared else None, told.apart)


def resumed(run: Run) -> Iterator[Note]:
    """Go on where an earlier training by the same plan was left, if the plan says so."""
    if run.plan.resume:
        run.resume()
        yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "Going on after epoch {epoch}."), epoch=run.progress.epoch))


def tables_of(prepared: Prepared, needed: Sequence[str]) -> tuple[Table, Table]:
    """What is for training and for validation.

    Raises:
        DatasetError: if one that is needed is empty, because its rows lack the chosen modalities
    """
    tables = prepared.table("train"), prepared.table("val")
    for split, table in zip(SPLITS, tables, strict=True):
        if split in needed and not len(table):
            text = QT_TRANSLATE_NOOP("errors", "No row of {split} in {name} has any of: {modalities}. Choose other modalities.")
            name, modalities = shown(prepared.dataset.root), Names(prepared.spec.modalities)
            raise DatasetError(text, split=split, name=name, modalities=modalities)
    return tables


def diverged(plan: TrainPlan) -> OptionError:
    """Why there is no model when the weights grew beyond all numbers."""
    sentence = QT_TRANSLATE_NOOP("errors", "The training of {out} diverged, and there is no model. Choose a smaller learning rate.")
    return OptionError(sentence, out=shown(plan.out))


def epochs(run: Run, train: Table, val: Table, curve: Curve, token: CancelToken) -> Generator[Note | EpochReport, None, Run]:
    """All epochs of a run, each kept as soon as it is over. Returns the run that ended.

    Out of memory means a smaller batch, then the processor.
    """
    while not run.done and not (token.cancelled and run.best):
        try:
            report = run.epoch(token)
        except Cancelled:
            if not run.best:
                raise
            # In the middle of an epoch there is no state that could be taken up exactly: the last one kept stays.
            return run
        except torch.OutOfMemoryError:
            run, sentence = smaller(run, train, val)
            yield Note(sentence)
            continue
        if not run.done:
            yield from kept(run)
        curve(report)
        yield report
    return run


def kept(run: Run) -> Iterator[Note]:
    """Keep the state for a later `resume`; where that is not possible, say it and go on."""
    try:
        run.save()
    except InputError as error:
        text = QT_TRANSLATE_NOOP("errors", "If the training is interrupted now, it cannot go on later. {error}")
        yield Note(Sentence(text, error=error))


def smaller(run: Run, train: Table, val: Table) -> tuple[Run, str]:
    """A run from the start that needs less memory of the device, and the sentence that says so."""
    torch.cuda.empty_cache()
    if run.batch_size // 2 >= MIN_BATCH:
        plan = dataclasses.replace(run.plan, batch_size=run.batch_size // 2)
        text = QT_TRANSLATE_NOOP("errors", "The memory of {device} is full: starting again with {count:# sample|# samples} a step.")
        sentence = Sentence(text, device=run.device, count=plan.batch_size)
        return Run(run.spec, plan, train, val, run.device, run.start), sentence
    text = QT_TRANSLATE_NOOP("errors", "The memory of {device} is full: going on with the processor.")
    return Run(run.spec, run.plan, train, val, choose_device("cpu"), run.start), Sentence(text, device=run.device)
