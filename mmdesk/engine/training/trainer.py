"""Training from a dataset to a model file."""

import contextlib
import dataclasses
import math
import os
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import torch

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.datasets.imbalance import uneven
from mmdesk.core.datasets.read import Dataset, check_trainable
from mmdesk.core.datasets.understood import remarks, understood
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled, DatasetError, InputError, Names, Option, OptionError, Sentence
from mmdesk.core.files import shown
from mmdesk.core.paths import check_writable
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.checkpoint import are_numbers, save_model
from mmdesk.engine.scoring.encoding import EncodedBatch, encode
from mmdesk.engine.scoring.subsets import Answers, ask, temperatures
from mmdesk.engine.training.fusion_refit import refine
from mmdesk.engine.training.loop import VALIDATION_BATCH, Run, unfinished_file
from mmdesk.engine.training.spec_from_data import fitted_spec
from mmdesk.engine.training.tensorboard import Curve, curves

MIN_BATCH = 4
SPLITS = ("train", "val")

Report = Note | EpochReport | TrainResult


def train(path: Path, plan: TrainPlan, token: CancelToken) -> Iterator[Report]:
    """Train a model and write it; the last report is the `TrainResult`.

    A cancelled token ends the training after at least one epoch with the best so far.

    Raises:
        DatasetError: if the dataset cannot be used
        OptionError: if a choice does not fit the dataset or this machine
        InputError: if the model file cannot be written
        Cancelled: if the token asks for it before the first epoch is over
    """
    device = choose_device(plan.device)
    torch.set_num_threads(device.operation_threads)
    refuse_unwritable(plan.out)
    dataset = read_labelled(path, plan.task, plan.labels_from)
    yield Note(understood(dataset))
    for note in (*remarks(dataset), *dataset.notes):
        yield Note(note)
    check_trainable(dataset, plan.accept_unreadable, plan.task)
    if task_named(plan.task).has_classes and plan.imbalance == "none":
        yield from rare_classes(dataset)
    spec = fitted_spec(dataset, plan)
    prepared = yield from prepare(dataset, spec, SPLITS, token)
    check_trainable(prepared.dataset, plan.accept_unreadable, plan.task)
    tables = prepared.table("train"), prepared.table("val")
    for split, table in zip(SPLITS, tables, strict=True):
        if not len(table):
            text = QT_TRANSLATE_NOOP("errors", "No row of {split} in {name} has any of: {modalities}. Choose other modalities.")
            raise DatasetError(text, split=split, name=shown(dataset.root), modalities=Names(spec.modalities))
    run = Run(spec, plan, *tables, device)
    if plan.resume:
        run.resume()
        yield Note(Sentence(QT_TRANSLATE_NOOP("errors", "Going on after epoch {epoch}."), epoch=run.progress.epoch))
    with curves(plan.tensorboard, plan.out.stem) as curve:
        run = yield from epochs(run, *tables, curve, token)
    run.model.load_state_dict(run.best)
    val = list(encode(run.model, tables[1].in_order(VALIDATION_BATCH), run.device, CancelToken()))
    try:
        yield from refine(run.model, run.plan, tables[0], val, run.device, token)
    except torch.linalg.LinAlgError as error:  # type: ignore[attr-defined]
        raise diverged(plan) from error
    if not are_numbers(run.model.state_dict()):
        raise diverged(plan)
    yield finished(run, val, prepared.dataset.skipped)


def diverged(plan: TrainPlan) -> OptionError:
    """Why there is no model when the weights grew beyond all numbers."""
    sentence = QT_TRANSLATE_NOOP("errors", "The training of {out} diverged, and there is no model. Choose a smaller learning rate.")
    return OptionError(sentence, out=shown(plan.out))


def rare_classes(dataset: Dataset) -> Iterator[Note]:
    """Where some classes are rare, the remedy for it."""
    found = uneven(example.label for example in dataset.examples if example.split == "train")
    if found:
        text = QT_TRANSLATE_NOOP(
            "errors",
            "“{rarest}” has only {fewest:# sample|# samples} for training, “{commonest}” has {most:#}:"
            " {remedy} for {option} makes up for it.",
        )
        yield Note(Sentence(text, **found._asdict(), remedy="logit-adjustment", option=Option("imbalance")))


def epochs(run: Run, train: Table, val: Table, curve: Curve, token: CancelToken) -> Generator[Report, None, Run]:
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
        return Run(run.spec, plan, train, val, run.device), Sentence(text, device=run.device, count=plan.batch_size)
    text = QT_TRANSLATE_NOOP("errors", "The memory of {device} is full: going on with the processor.")
    return Run(run.spec, run.plan, train, val, choose_device("cpu")), Sentence(text, device=run.device)


def finished(run: Run, val: Sequence[EncodedBatch], skipped: tuple[Skipped, ...]) -> TrainResult:
    """Calibrate the best weights, write the model file, forget the unfinished state."""
    answers = ask(run.model, val, run.device)
    quality, error = run.model.task.quality(answers.everything, answers.labels), mean_distance(run, answers)
    samples = len(answers.labels)
    spec = dataclasses.replace(
        run.spec,
        temperatures=temperatures(answers, run.spec.modalities) if run.model.task.uncertain else {},
        training=summary(run, quality, error, samples),
    )
    try:
        save_model(run.plan.out, run.model.cpu(), spec)
    except InputError:
        # Once there is room, --resume writes it.
        if run.done:
            with contextlib.suppress(InputError):
                run.save()
        raise
    if run.done:
        # Where no state can be kept, there is none to be removed.
        with contextlib.suppress(InputError):
            unfinished_file(run.plan.out).unlink(missing_ok=True)
    progress = run.progress
    return TrainResult(
        run.plan.out, progress.best_epoch, quality, progress.seconds, skipped, samples, run.spec.task, *(error or ())
    )


def mean_distance(run: Run, answers: Answers) -> tuple[float, tuple[float, float]] | None:
    """Mean absolute error of a regression and its 95 % interval, in the labels' own units."""
    distances = run.model.task.distances(answers.everything, answers.labels)
    if distances is None:
        return None
    mean, reach = float(distances.mean()), 1.96 * float(distances.std(correction=0)) / math.sqrt(len(distances))
    return mean, (max(mean - reach, 0.0), mean + reach)


def summary(run: Run, quality: float, error: tuple[float, tuple[float, float]] | None, samples: int) -> dict[str, object]:
    """What the model file tells about its training."""
    return {
        "samples": run.samples,
        "epochs": run.progress.epoch,
        "best_epoch": run.progress.best_epoch,
        **run.model.task.training_figures(quality, samples, error),
        "seconds": run.progress.seconds,
        "seed": run.plan.seed,
        "device": str(run.device),
        "date": datetime.now(UTC).date().isoformat(),
    }


def refuse_unwritable(out: Path) -> None:
    """Find out before the training, not after it, that the model file cannot be written."""
    if os.path.isdir(out):
        raise InputError(QT_TRANSLATE_NOOP("errors", "{path} is a folder. Give a file name that ends in .safetensors."), path=out)
    if out.suffix != ".safetensors":
        raise InputError(QT_TRANSLATE_NOOP("errors", "{path} must end in .safetensors. Give such a name."), path=out)
    check_writable(out)
