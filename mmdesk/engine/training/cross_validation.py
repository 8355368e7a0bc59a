"""Stratified k-fold cross-validation: few samples judge what the others taught, all of them in turn."""

import dataclasses
from collections.abc import Generator, Mapping
from statistics import median_low

from mmdesk.core.datasets.splits import FOLDS
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.data.prepare import Prepared
from mmdesk.engine.scoring.subsets import Judge
from mmdesk.engine.training.loop import Run

STAGE = QT_TRANSLATE_NOOP("errors", "cross-validation")


def fold(prepared: Prepared, folds: Mapping[int, int], number: int) -> Prepared:
    """The samples with one fold for validation and the others for training."""
    return prepared.divided({row: "val" if own == number else "train" for row, own in folds.items()})


def judge_of(run: Run) -> Judge:
    """The run's best model, and the samples that it did not learn from."""
    run.model.load_state_dict(run.best)
    return Judge(run.model, run.judging(CancelToken()))


def cross_validated(
    run: Run, judge: Judge, prepared: Prepared, folds: Mapping[int, int], token: CancelToken
) -> Generator[Note, None, tuple[Run, list[Judge]]]:
    """Train on the other folds too, then on all samples for as many rounds as were best.

    The fusion is not refitted: hardly ever could so few samples tell that it got better by it.

    Args:
        run, judge: those of fold 0, whose training is over

    Returns:
        the run on all samples, which nothing judges but the models of the folds, and these

    Raises:
        Cancelled: if the token asks for it
    """
    everything = prepared.divided(dict.fromkeys(folds, "train"))
    labels = everything.table("train").labels
    judges, best, seconds = [judge._replace(missed=run.missed(labels))], [run.progress.best_epoch], run.progress.seconds
    for number in range(1, FOLDS):
        yield Note(Sentence(STAGE), number, FOLDS + 1)
        part = fold(prepared, folds, number)
        train, val = part.table("train"), part.table("val")
        if len(train) and len(val):
            other = Run(run.spec, run.plan, train, val, run.device, run.start)
            while not other.done:
                other.epoch(token)
            judges.append(judge_of(other)._replace(missed=other.missed(labels)))
            best.append(other.progress.best_epoch)
            seconds += other.progress.seconds
    yield Note(Sentence(STAGE), FOLDS, FOLDS + 1)
    plan = dataclasses.replace(run.plan, epochs=median_low(best))
    whole = Run(run.spec, plan, everything.table("train"), everything.table("val"), run.device, run.start)
    whole.learn_all(token)
    whole.progress.seconds += seconds
    whole.model.fusion.agree_with([judge.model.fusion for judge in judges])
    yield Note(Sentence(STAGE), FOLDS + 1, FOLDS + 1)
    return whole, judges
