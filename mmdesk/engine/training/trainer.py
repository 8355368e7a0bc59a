"""Training from a dataset to a model file."""

import contextlib
import dataclasses
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import torch

from mmdesk.core.datasets.example import Dataset, Skipped
from mmdesk.core.datasets.imbalance import uneven
from mmdesk.core.datasets.read import check_trainable
from mmdesk.core.datasets.splits import fold_numbers, is_cross_validated
from mmdesk.core.datasets.understood import foreign_words, remarks, understood
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled, InputError, Option, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.core.models.spec import ALONE, IGNORED, ModelSpec
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.training.beforehand import check_plan
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.start import DESCENT
from mmdesk.core.training.unfinished import unfinished_file
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import Device, choose_device
from mmdesk.engine.model.checkpoint import save_model
from mmdesk.engine.model.shipped import shipped_files
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.alone import best_alone
from mmdesk.engine.scoring.conflict import measured
from mmdesk.engine.scoring.conformal import set_limits
from mmdesk.engine.scoring.idle import idle
from mmdesk.engine.scoring.out_of_distribution import learned
from mmdesk.engine.scoring.subsets import Answers, Judge, ask_all
from mmdesk.engine.scoring.temperature import calibrated
from mmdesk.engine.training.encoder_choice import Choice, first_choice
from mmdesk.engine.training.fit import SPLITS, Fit, fit
from mmdesk.engine.training.heads.frozen import refit_heads
from mmdesk.engine.training.loop import Run
from mmdesk.engine.training.other_encoders import others_of, with_others
from mmdesk.engine.training.spec_from_data import fitted_spec
from mmdesk.engine.training.start import start_of
from mmdesk.engine.training.tensorboard import Curve, curves
from mmdesk.engine.training.validation import mean_distance

Report = Note | EpochReport | TrainResult


def train(path: Path, plan: TrainPlan, token: CancelToken) -> Iterator[Report]:
    """Train a model and write it; the last report is the `TrainResult`.

    A cancelled token ends the training after at least one epoch with the best so far.

    Raises:
        DatasetError: if the dataset cannot be used
        ModelFileError: if the model that it should begin with, or an encoder of the person's own, cannot be opened
        OptionError: if a choice does not fit the dataset, that model or this machine
        InputError: if the model file cannot be written
        Cancelled: if the token asks for it before the first epoch is over
    """
    device = choose_device(plan.device)
    torch.set_num_threads(device.operation_threads)
    check_plan(plan)
    others = yield from others_of(plan, token)
    dataset = read_labelled(path, plan.task, plan.decisions)
    yield from _told(dataset, plan)
    if task_named(plan.task).has_classes and plan.imbalance == "none":
        yield from rare_classes(dataset)
    folds = fold_numbers(dataset, plan.task) if is_cross_validated(dataset, plan.task) else {}
    with curves(plan.tensorboard, plan.out.stem) as curve:
        done, choice, skipped = yield from chosen_and_fitted(dataset, plan, others, folds, device, curve, token)
    try:
        result = finished(done, choice, skipped)
    except InputError:
        # Once there is room, resuming writes it.
        if done.run.done:
            with contextlib.suppress(InputError):
                done.run.save()
        raise
    if done.run.done:
        # Where no state can be kept, there is none to be removed.
        with contextlib.suppress(InputError):
            unfinished_file(plan.out).unlink(missing_ok=True)
    yield result


def _told(dataset: Dataset, plan: TrainPlan) -> Iterator[Note]:
    """How the dataset was understood; raises `DatasetError` if it cannot be learned from."""
    for sentence in (understood(dataset), *remarks(dataset), *dataset.notes):
        yield Note(sentence)
    check_trainable(dataset, plan.accept_unreadable, plan.task)
    if foreign := foreign_words(dataset):
        yield Note(foreign)


def chosen_and_fitted(
    dataset: Dataset,
    plan: TrainPlan,
    others: Mapping[Modality, OtherBackbone],
    folds: Mapping[int, int],
    device: Device,
    curve: Curve,
    token: CancelToken,
) -> Generator[Note | EpochReport, None, tuple[Fit, Choice, tuple[Skipped, ...]]]:
    """Choose the encoders by what they tell of samples that did not teach them, and train.

    Where an encoder that learns from nothing is beaten after all, it is trained once more without.
    """
    splits = [split for split in SPLITS if any(example.split == split for example in dataset.examples)]
    spec = fitted_spec(dataset, plan)
    start = start_of(plan, spec)
    if start.encoders:
        yield Note(start.told)
    spec = with_others(start.applied(spec), others)
    given = {**plan.encoders_by_modality, **start.names, **{modality: other.name for modality, other in others.items()}}
    prepared = yield from prepare(dataset, spec, splits, token)
    check_trainable(prepared.dataset, plan.accept_unreadable, plan.task)
    choice = (yield from first_choice(prepared, plan, given, splits, folds, token)).taken_up(plan)
    prepared = yield from prepare(dataset, choice.applied(spec), splits, token)
    done = yield from fit(prepared, plan, folds, device, curve, token, start)
    choice = choice.judged_by(done)
    if choice.applied(spec) != prepared.spec and not token.cancelled:
        prepared = yield from prepare(dataset, choice.applied(spec), splits, token)
        again = dataclasses.replace(plan, resume=False)
        with contextlib.suppress(Cancelled):
            done = yield from later(fit(prepared, again, folds, device, curve, token, start), done.run.progress.epoch)
    for sentence in choice.notes:
        yield Note(sentence)
    return done, choice, prepared.dataset.skipped


def later(work: Generator[Note | EpochReport, None, Fit], epochs: int) -> Generator[Note | EpochReport, None, Fit]:
    """The same work as the part of a longer one, `epochs` of which are over."""
    while True:
        try:
            report = next(work)
        except StopIteration as end:
            return end.value
        if isinstance(report, EpochReport):
            report = dataclasses.replace(report, epoch=report.epoch + epochs, epochs=report.epochs + epochs)
        yield report


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


def finished(done: Fit, choice: Choice, skipped: tuple[Skipped, ...]) -> TrainResult:
    """Calibrate the best weights by the samples that did not teach the judges, and write the model file.

    Raises:
        InputError: if it cannot be written
    """
    run, task = done.whole, done.whole.model.task
    spec, answers = heard_by(run.spec, task, done.judges, run.device)
    quality, error = task.quality(answers.everything, answers.labels), mean_distance(run.model, answers)
    samples, judged = len(answers.labels), task.each(answers.labels)
    spec = dataclasses.replace(
        spec,
        training={
            **doubt(spec, task, answers),
            **summary(run, quality, error, samples),
            "judged": judged,
            "encoders": {m: dict(found) for m, found in choice.qualities.items()},
            **({DESCENT: run.start.descent} if run.start.descent else {}),
        },
    )
    run.model.familiarity = learned(run.model, run.taught, done.judges, answers, run.device)
    model = run.model.cpu()
    if done.everything is not None:
        # Once they have judged, the samples that the program set aside teach what takes seconds to learn.
        refit_heads(model, spec, done.everything)
    save_model(run.plan.out, model, spec, shipped_files(spec) if run.plan.self_contained else {})
    return TrainResult(
        run.plan.out,
        run.progress.best_epoch,
        quality,
        run.progress.seconds,
        skipped,
        samples,
        run.spec.task,
        judged=judged,
        val_mae=error and error[0],
        val_mae_interval=error and error[1],
        encoders={m: {"chosen": choice.encoders[m], "candidates": dict(found)} for m, found in choice.qualities.items()},
    )


def heard_by(spec: ModelSpec, task: Task, judges: Sequence[Judge], device: Device) -> tuple[ModelSpec, Answers]:
    """The spec with who answers a modality alone and what is not heard, as the judges tell, calibrated by what they answer then."""
    answers = ask_all(judges, device)
    for key, choose in ((ALONE, best_alone), (IGNORED, idle)):  # what a modality adds to others is asked of the best answers
        spec = dataclasses.replace(spec, training={**spec.training, key: choose(spec, task, answers)})
        if spec.training[key]:
            for judge in judges:
                judge.model.settle(spec)
            answers = ask_all(judges, device)
    return calibrated(spec, task, answers), answers


def doubt(spec: ModelSpec, task: Task, answers: Answers) -> dict[str, object]:
    """What a calibrated model file tells, by the same answers, of when not to be sure."""
    return {**spec.training, **measured(spec, task, answers), **set_limits(spec, task, answers)}


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
