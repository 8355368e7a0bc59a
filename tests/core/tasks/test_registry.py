import pytest

from mmdesk.core.tasks.registry import TASK_NAMES, TASKS, USUAL_TASK, likely_task, task_named


def test_each_task_is_found_by_its_name():
    assert TASK_NAMES == ("classification", "regression")
    assert USUAL_TASK == "classification"
    assert all(task_named(name).name == name for name in TASKS)


@pytest.mark.parametrize(
    ("labels", "task"),
    [
        (map(str, range(10)), "classification"),
        (map(str, range(21)), "regression"),
        (["1", "1.0", "1e0"] * 20, "classification"),
        ([*map(str, range(100)), "many"], "classification"),
        ((f"{number / 7:.3f}" for number in range(200)), "regression"),
        ([], "classification"),
    ],
)
def test_many_different_numbers_are_hardly_classes(labels, task):
    assert likely_task(labels) == task
