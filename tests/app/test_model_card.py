import pytest

from mmdesk.app.model_card import KNOWN, key_title, shown, told
from mmdesk.core.tasks.registry import TASKS


def test_values_are_told_in_one_line():
    assert shown({"test_accuracy": 0.98765, "data": ["a", "b"]}) == "test accuracy: 0.9877; data: a; b"
    assert key_title("my_notes") == "My notes"


def test_what_the_program_writes_into_cards_is_known():
    assert all(task.limits in KNOWN for task in TASKS.values())


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pets: 50 samples of 2 classes (40 train, 10 val)", "pets：2 个类别的 50 个样本（训练 40、验证 10）"),
        ("ages: 9 samples with numbers from 1 to 80 (9 train)", "ages：9 个样本，数值从 1 到 80（训练 9）"),
        ("image: drawn", "图片：手绘"),
        ("together: image+text", "合在一起：图片+文字"),
        ("something of one's own", "something of one's own"),
    ],
)
def test_a_card_is_told_in_the_persons_language(text, words):
    assert told(text) == words
