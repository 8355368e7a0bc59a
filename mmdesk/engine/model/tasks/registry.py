"""The tasks that a network can have."""

from collections.abc import Mapping

from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.task import TaskName
from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.regression import Regression
from mmdesk.engine.model.tasks.task import Task

TASKS: Mapping[TaskName, type[Task]] = {"classification": Classification, "regression": Regression}


def task_of(spec: ModelSpec) -> Task:
    """The task of a model."""
    return TASKS[spec.task].of(spec)
