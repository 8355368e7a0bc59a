"""What a dataset tells before it is trained on."""

import pytest
from tiny_table import write_number_table, write_table

from mmdesk.app.services.dataset_facts import facts_of
from mmdesk.core.datasets.example import UNDECIDED
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken


def test_classes_splits_and_parts(tmp_path):
    facts = facts_of(write_table(tmp_path / "pets"), UNDECIDED, CancelToken())
    assert (facts.modalities, facts.labels, facts.splits) == (("text",), ("cat", "狗"), {"train": 4, "val": 2})
    assert (facts.task, facts.tasks, facts.strange, facts.unreadable) == ("classification", ("classification",), None, 0)


def test_many_numbers_are_meant_as_numbers(tmp_path):
    facts = facts_of(write_number_table(tmp_path / "numbers"), UNDECIDED, CancelToken())
    assert (facts.task, facts.tasks) == ("regression", ("classification", "regression"))


def test_one_word_among_numbers_is_strange(tmp_path):
    facts = facts_of(write_number_table(tmp_path / "numbers", (*map(str, range(30)), "many")), UNDECIDED, CancelToken())
    assert (facts.tasks, facts.strange) == (("classification",), ("regression", "many"))


def test_what_is_no_dataset_is_told(tmp_path):
    with pytest.raises(InputError, match="nothing"):
        facts_of(tmp_path / "nothing", UNDECIDED, CancelToken())
