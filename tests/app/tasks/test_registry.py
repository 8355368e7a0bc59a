from mmdesk.app.tasks.registry import WORDS, figure_of, words_of
from mmdesk.core.tasks.registry import TASK_NAMES


def test_the_window_knows_every_task():
    assert tuple(WORDS) == TASK_NAMES
    assert all(figure_of(task) is words_of(task).figure for task in TASK_NAMES)


def test_what_every_task_says_is_words():
    for task in TASK_NAMES:
        words = words_of(task)
        for told in (
            words.choice(),
            words.answer_name("3"),
            words.purpose(["3"], ("image",)),
            words.labels(["3", "4"]),
            words.groups(),
        ):
            assert told
