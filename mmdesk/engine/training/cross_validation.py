"""Stratified k-fold cross-validation: few samples judge what the others taught, all of them in turn."""

import dataclasses
from collections.abc import Generator, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from torch import Tensor

from mmdesk.core.datasets.splits import FOLDS
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.prepare import Prepared
from mmdesk.engine.scoring.subsets import Judge, calibrate_fusion
from mmdesk.engine.training.heads.pairs import Apart, Asked, weigh_pairs
from mmdesk.engine.training.loop import Run

STAGE = QT_TRANSLATE_NOOP("errors", "cross-validation")


def fold(prepared: Prepared, folds: Mapping[int, int], number: int) -> Prepared:
    """The samples with one fold for validation and the others for training."""
    return prepared.divided({row: "val" if own == number else "train" for row, own in folds.items()})


class Part(NamedTuple):
    """A run that is over, the samples that did not teach it, and what its outputs lack because of that."""

    run: Run
    val: Table
    missed: Tensor | float = 0.0


class Verdict(NamedTuple):
    """Who judges, and for each modality that has a pair of encoders what its halves said of the samples that judge."""

    judges: list[Judge]
    apart: Mapping[Modality, Apart]


def verdict(parts: Sequence[Part], whole: Run | None = None) -> Verdict:
    """The runs' best models, with the halves of pairs weighed, also those of the one on all samples."""
    device = parts[0].run.device
    for part in parts:
        part.run.model.load_state_dict(part.run.best)
    asked = [Asked(part.run.model, part.val, part.missed) for part in parts]
    apart = weigh_pairs(asked, whole.model if whole else None, device)
    judges = [Judge(part.run.model, part.run.judging(CancelToken()), part.missed, part.run.taught, part.val) for part in parts]
    for judge in judges if apart else ():
        calibrate_fusion(judge.model, judge.batches, device)
    return Verdict(judges, apart)


def cross_validated(
    run: Run, val: Table, prepared: Prepared, folds: Mapping[int, int], token: CancelToken
) -> Generator[Note, None, tuple[Run, Verdict]]:
    """Train on the other folds too, then on all samples for as many rounds as were best.

    The fusion is not refitted: hardly ever could so few samples tell that it got better by it.

    Args:
        run, val: those of fold 0, whose training is over

    Returns:
        the run on all samples, which nothing judges but the models of the folds, and their verdict

    Raises:
        Cancelled: if the token asks for it
    """
    everything = prepared.divided(dict.fromkeys(folds, "train"))
    labels = everything.table("train").labels
    parts, best, seconds = [Part(run, val, run.missed(labels))], [run.progress.best_epoch], run.progress.seconds
    for number in range(1, FOLDS):
        yield Note(Sentence(STAGE), number, FOLDS + 1)
        part = fold(prepared, folds, number)
        train, val = part.table("train"), part.table("val")
        if len(train) and len(val):
            other = Run(run.spec, run.plan, train, val, run.device, run.start)
            while not other.done:
                other.epoch(token)
            parts.append(Part(other, val, other.missed(labels)))
            best.append(other.progress.best_epoch)
            seconds += other.progress.seconds
    yield Note(Sentence(STAGE), FOLDS, FOLDS + 1)
    plan = dataclasses.replace(run.plan, epochs=median_low(best))
    whole = Run(run.spec, plan, everything.table("train"), everything.table("val"), run.device, run.start)
    whole.learn_all(token)
    whole.progress.seconds += seconds
    told = verdict(parts, whole)
    whole.model.fusion.agree_with([judge.model.fusion for judge in told.judges])
    yield Note(Sentence(STAGE), FOLDS + 1, FOLDS + 1)
    return whole, told
