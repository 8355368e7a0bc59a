"""A training in words: what it is called, what was chosen for it, and when it began."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt

from mmdesk.app.system.labels import fusion_title, name_of
from mmdesk.app.system.options import ROWS
from mmdesk.app.system.translation import listed, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import TrainRun

EFFORT_NAMES = {
    "quick": QT_TRANSLATE_NOOP("plan", "quick"),
    "normal": QT_TRANSLATE_NOOP("plan", "normal"),
    "thorough": QT_TRANSLATE_NOOP("plan", "thorough"),
}


def run_title(run: TrainRun) -> str:
    """The name that the person gave it; else its fusion, or the one modality that needs none."""
    several = len(run.plan.modalities) > 1
    return run.name or (fusion_title(run.plan.fusion) if several else name_of(run.plan.modalities[0]))


def effort_name(effort: str) -> str:
    return translated("plan", EFFORT_NAMES[effort])


def choices_of(plan: TrainPlan) -> str:
    """The effort, and whatever else was chosen unlike the usual."""
    return listed((effort_name(plan.effort), *_unusual(plan)))


def _unusual(plan: TrainPlan) -> Iterator[str]:
    usual = {field.name: field for field in dataclasses.fields(TrainPlan)}
    if plan.modalities != TrainPlan().modalities:
        yield "+".join(map(name_of, plan.modalities))
    for name, title in ROWS.items():
        value = getattr(plan, name)
        if value != getattr(TrainPlan(), usual[name].name):
            words = translated("plan", title)
            yield words if value is True else f"{words} {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "\N{MINUS SIGN}"
    if isinstance(value, Path):
        return value.stem
    if isinstance(value, tuple):
        return "+".join(map(str, value)) or "\N{MINUS SIGN}"
    return QLocale().toString(value, "g", 4) if isinstance(value, float) else str(value)


def began_words(run: TrainRun) -> str:
    """Day and time at which it began, as the person writes them; empty where that is not known."""
    moment = QDateTime.fromString(run.began, Qt.DateFormat.ISODate)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else ""
