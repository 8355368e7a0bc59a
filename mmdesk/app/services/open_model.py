"""The model that answers: a file, or what learns from the open project; and the engine that holds it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.app.system.translation import translated
from mmdesk.core.engine import Engine
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.models.ready import ready_at
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import likely_task, task_named
from mmdesk.core.training.collected import COLLECTED

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction
    from mmdesk.core.modalities.sample import Sample
    from mmdesk.core.models.spec import ModelSpec

EngineFactory = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class OpenModel:
    """The model that answers. `path` is its file; what learns from the open project has none. `device` and `reason` say what
    computes, and why."""

    path: Path | None
    spec: ModelSpec
    device: str
    reason: str
    threads: int

    @property
    def title(self) -> str:
        """What the person calls it: a ready model by its name in the window's language, others as their cards say."""
        if self.path is None:
            return your_examples()
        if ready := ready_at(self.path):
            return translated("ready", ready.title)
        return str(self.spec.card.get("title") or self.path.stem)

    @property
    def collected(self) -> bool:
        """Whether it learned while its examples were collected."""
        return bool(self.spec.training.get(COLLECTED))

    def fits(self, labels: Sequence[str]) -> bool:
        """Whether it can answer for a project with these labels, and learned more than one learns while they are collected."""
        if self.collected or (self.path and ready_at(self.path)):
            return False
        task = likely_task(filter(None, labels))
        return self.spec.task == task and (not task_named(task).has_classes or {*labels} <= {*self.spec.labels})


def opened(engine: EngineFactory, path: Path, _token: CancelToken) -> OpenModel:
    there = engine()
    spec = there.open(path)
    return OpenModel(path, spec, there.device, there.device_reason, there.threads)


def your_examples() -> str:
    """What the model is called that learns from the open project."""
    return translated("learning", QT_TRANSLATE_NOOP("learning", "Your examples"))


def opened_learned(engine: EngineFactory, _token: CancelToken) -> OpenModel:
    there = engine()
    spec = there.open_learned()
    return OpenModel(None, spec, there.device, there.device_reason, there.threads)


def once(factory: EngineFactory) -> EngineFactory:
    """What gives in every thread the one engine that the first call makes."""
    made, making = functools.cache(factory), threading.Lock()

    def engine() -> Engine:
        with making:
            return made()

    return engine


def predicted(engine: EngineFactory, sample: Sample, token: CancelToken) -> Prediction:
    return engine().predict(sample, token)
