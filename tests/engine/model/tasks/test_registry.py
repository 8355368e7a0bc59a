import dataclasses

from tiny import tiny_spec

from mmdesk.core.tasks.registry import TASK_NAMES
from mmdesk.engine.model.tasks.registry import TASKS, task_of


def test_the_network_knows_every_task():
    assert tuple(TASKS) == TASK_NAMES


def test_a_model_has_the_task_of_its_spec():
    classes = tiny_spec()
    assert task_of(classes).outputs == len(classes.labels)
    numbers = dataclasses.replace(classes, labels=(), task="regression")
    assert (task_of(numbers).outputs, task_of(numbers).uncertain) == (1, False)
