"""Unlabelled rows are put in order by what a model knows, or by what they look like."""

import dataclasses

import pytest
import torch
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.worth_labelling import BATCH, Worth
from mmdesk.engine.inference.worth_labelling import looking, ranked, some, uncertainty
from mmdesk.engine.model.checkpoint import save_model
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.torch_engine import TorchEngine

LABELLED = 9


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Nine rows with a label, three of each of three classes, twenty-seven without, and three for testing."""
    found = read_dataset(write_dataset(tmp_path_factory.mktemp("data"), {"train": 36, "test": 3}, missing=0.5))
    examples = (
        dataclasses.replace(example, label=example.label if place < LABELLED else "")
        for place, example in enumerate(found.examples)
    )
    return dataclasses.replace(found, examples=tuple(examples))


def last(reports):
    *notes, worth = reports
    assert all(isinstance(note, Note) for note in notes)
    assert isinstance(worth, Worth)
    return worth


def waiting(dataset):
    return [example.row for example in dataset.examples if not example.label and example.split != "test"]


def truth(row):
    """The classes come in turns; rows count from 2 in the manifest."""
    return ("red", "green", "蓝")[(row - 2) % 3]


def test_without_a_model_looks_alone_decide_and_all_classes_come_soon(dataset):
    worth = last(ranked(dataset, None, CancelToken()))
    assert sorted(worth.rows) == waiting(dataset), "what has a label, or is for testing, is not asked for"
    assert worth.guesses == {}
    assert {truth(row) for row in worth.rows[:BATCH]} == {"red", "green", "蓝"}


def test_what_was_learned_guesses(dataset):
    engine = TorchEngine("cpu")
    list(engine.learn(dataset, "classification", CancelToken()))
    worth = last(engine.worth_labelling(dataset, None, CancelToken()))
    assert sorted(worth.rows) == waiting(dataset)
    right = [worth.guesses[row].labels[0] == truth(row) for row in worth.rows]
    assert sum(right) >= 24, "of 27"
    guess = worth.guesses[worth.rows[0]]
    assert set(guess.labels) == {"red", "green", "蓝"}
    assert 1 / 3 < guess.score < 1


def test_an_example_that_cannot_be_read_is_not_asked_for(dataset, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    bad = dataclasses.replace(dataset.examples[20], parts={"image": Item(broken)})
    changed = dataclasses.replace(dataset, examples=(*dataset.examples[:20], bad, *dataset.examples[21:]))
    assert sorted(last(ranked(changed, None, CancelToken())).rows) == [row for row in waiting(dataset) if row != bad.row]


def test_a_model_file_guesses_what_it_takes(dataset, tmp_path):
    spec = tiny_spec(("image",))
    save_model(tmp_path / "m.safetensors", build(spec), spec)
    worth = last(TorchEngine("cpu").worth_labelling(dataset, tmp_path / "m.safetensors", CancelToken()))
    without = {example.row for example in dataset.examples if "image" not in example.present}
    assert without
    assert sorted(worth.rows) == waiting(dataset), "it is quite uncertain of what it cannot take"
    assert set(worth.guesses) == set(waiting(dataset)) - without


def test_with_nothing_to_ask_for_nothing_is_decoded(dataset):
    labelled = dataclasses.replace(dataset, examples=dataset.examples[:LABELLED])
    assert [*ranked(labelled, None, CancelToken())] == [Worth(())]


def test_numbers_are_asked_for_by_looks_and_estimated(dataset):
    numbers = tuple(
        dataclasses.replace(example, label=str(10 + 7 * place) if example.label else "")
        for place, example in enumerate(dataset.examples[:36])
    )
    engine, changed = TorchEngine("cpu"), dataclasses.replace(dataset, examples=numbers)
    list(engine.learn(changed, "regression", CancelToken()))
    worth = last(engine.worth_labelling(changed, None, CancelToken()))
    guess = worth.guesses[worth.rows[0]]
    assert (len(guess.labels), guess.score) == (1, None)
    float(guess.labels[0])


def test_what_lies_between_two_classes_is_uncertain():
    task = task_of(tiny_spec(("text",)))
    scores = torch.tensor([[0.98, 0.01, 0.01], [0.49, 0.5, 0.01], [0.4, 0.3, 0.3]], dtype=torch.float64)
    found = uncertainty(task, scores, scores.unsqueeze(1), torch.ones(3, 1, dtype=torch.bool))
    assert found.tolist() == pytest.approx([0.03, 0.99, 0.9])


def test_parts_that_contradict_each_other_make_a_sample_uncertain():
    task = task_of(tiny_spec(("image", "text")))
    sure = torch.tensor([[0.98, 0.01, 0.01]], dtype=torch.float64)
    other = torch.tensor([[0.01, 0.98, 0.01]], dtype=torch.float64)
    both = torch.ones(1, 2, dtype=torch.bool)
    agreeing = uncertainty(task, sure, torch.stack([sure, sure], 1), both)
    contradicting = uncertainty(task, sure, torch.stack([sure, other], 1), both)
    assert float(agreeing) < 0.1
    assert float(contradicting) > 0.8


def test_of_very_many_rows_the_same_ones_are_looked_at_whatever_their_labels(dataset, monkeypatch):
    monkeypatch.setattr("mmdesk.engine.inference.worth_labelling.MAX_LOOKED", 20)
    chosen = [example.row for example in some(dataset.examples)]
    assert 10 <= len(chosen) <= 30
    unlabelled = [dataclasses.replace(example, label="") for example in dataset.examples]
    assert [example.row for example in some(unlabelled)] == chosen
    assert sorted(last(ranked(dataset, None, CancelToken())).rows) == [row for row in waiting(dataset) if row in chosen]


def test_only_what_there_is_is_looked_at(dataset):
    words = [dataclasses.replace(example, parts={"text": "some"}) for example in dataset.examples]
    assert looking(words).modalities == ("text",)
    assert looking([]) is None


def test_it_stops_when_nobody_waits_any_more(dataset):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        list(ranked(dataset, None, token))
