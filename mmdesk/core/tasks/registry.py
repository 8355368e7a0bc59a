"""The tasks that there are, in the order in which they are offered."""

from collections.abc import Iterable, Mapping

from mmdesk.core.tasks.classification import Classification
from mmdesk.core.tasks.regression import Regression
from mmdesk.core.tasks.task import Task, TaskName

TASKS: Mapping[TaskName, Task] = {task.name: task for task in (Classification(), Regression())}
TASK_NAMES = tuple(TASKS)
USUAL_TASK = TASK_NAMES[0]
"""What is learned where nobody says otherwise."""


def task_named(name: TaskName) -> Task:
    """The task that plans, models and answers name so."""
    return TASKS[name]


def likely_task(labels: Iterable[str]) -> TaskName:
    """What such labels are meant to tell: that of the last task that finds them likely; the first one takes them all."""
    every = tuple(labels)
    return next(name for name in reversed(TASK_NAMES) if TASKS[name].is_likely(every))
