"""The tasks that the window can tell of."""

from collections.abc import Mapping

from mmdesk.app.tasks.classification import Classification
from mmdesk.app.tasks.regression import Regression
from mmdesk.app.tasks.task import Figure, TaskWords
from mmdesk.core.tasks.task import TaskName

WORDS: Mapping[TaskName, TaskWords] = {"classification": Classification(), "regression": Regression()}


def words_of(task: TaskName) -> TaskWords:
    """What the window says of a task."""
    return WORDS[task]


def figure_of(task: TaskName) -> Figure:
    """By which figure its trainings are followed."""
    return WORDS[task].figure
