"""What a training does in its thread: the run as it is after each report, kept before it is told."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

from mmdesk.app.system.translation import sentence, translated
from mmdesk.core.engine import Engine
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Cancelled, InputError
from mmdesk.core.paths import written_safely
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.runs import RunStore, TrainRun


def load(store: RunStore, _token: CancelToken) -> tuple[TrainRun, ...]:
    """All trainings that were kept."""
    return store.read()


def copy(model: Path, path: Path, _token: CancelToken) -> None:
    """Copy a model file; raises `InputError` if that cannot be written."""
    with written_safely(path) as temporary:
        shutil.copyfile(model, temporary)


def train(
    engine: Callable[[], Engine], store: RunStore, run: TrainRun, token: CancelToken, _lane: CancelToken
) -> Generator[TrainRun | Note, None, TrainRun]:
    """Train; gives the run after each report."""
    store.write(run)
    try:
        for report in engine().train(run.dataset, run.plan, token):
            if isinstance(report, Note) and report.total:
                yield report
                continue
            run = _after(run, report, token)
            store.write(run)
            yield run
    except Cancelled:
        text = QT_TRANSLATE_NOOP("training", "Stopped before the first round was over. There is no model.")
        run = dataclasses.replace(run, state="stopped", note=translated("training", text))
        store.write(run)
    except InputError as error:
        run = dataclasses.replace(run, state="failed", note=sentence(error))
        store.write(run)
    except Exception:
        text = QT_TRANSLATE_NOOP("training", "Something went wrong inside mmdesk.")
        run = dataclasses.replace(run, state="failed", note=translated("training", text))
        store.write(run)
        yield run
        raise
    return run


def _after(run: TrainRun, report: Note | EpochReport | TrainResult, token: CancelToken) -> TrainRun:
    match report:
        case Note():
            return dataclasses.replace(run, note="\n".join(filter(None, (run.note, sentence(report.words)))))
        case EpochReport():
            return run.after(report)
        case TrainResult():
            return dataclasses.replace(run, state="stopped" if token.cancelled else "done", result=report)
