"""Where an encoder is fine-tuned, for how long, and whether it was better for that."""

import dataclasses

import pytest
import torch
from finished import finished
from tiny import tiny_spec, train, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.rounds import suitable_epochs
from mmdesk.engine.data.prepare import prepare
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.training import encoder_choice, fine_tuning
from mmdesk.engine.training.fine_tuning import ROUNDS, candidate, improved, rounds_of
from mmdesk.engine.training.loop import Run

NOTHING = {"modalities": ("image",), "encoder": (), "epochs": 1}
"""Left to the program."""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 30, "val": 30}, missing=0)


@pytest.fixture
def wanted(monkeypatch):
    """Ten samples of a class are enough, and nothing promises that an encoder from nothing might win."""
    monkeypatch.setattr(fine_tuning, "ENOUGH", 10)
    monkeypatch.setattr(encoder_choice, "PROMISE", 9.0)


def tried(trained):
    return set(trained.result.encoders["image"]["candidates"])


@pytest.mark.parametrize("verdict", [True, False])
def test_thorough_tries_it_and_keeps_it_only_if_it_is_better(data, tmp_path, wanted, monkeypatch, verdict):
    monkeypatch.setattr(encoder_choice, "improved", lambda *_: verdict)
    trained = train(data, tmp_path / "m.safetensors", effort="thorough", **NOTHING)
    assert tried(trained) == {"lite0", "lite0-tuned"}
    expected = "lite0-tuned" if verdict else "lite0"
    assert load_model(tmp_path / "m.safetensors")[1].encoders["image"].name == expected
    assert any("EfficientNet-Lite0, fine-tuned" in text for text in trained.sentences)


@pytest.mark.parametrize("effort", ["quick", "normal"])
def test_less_effort_does_not_try_it(data, tmp_path, wanted, effort):
    assert tried(train(data, tmp_path / "m.safetensors", effort=effort, **NOTHING)) == {"lite0"}


def test_it_is_not_tried_where_another_that_learns_promises_more(data, tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(encoder_choice, "PROMISE", 0.0)
    assert tried(train(data, tmp_path / "m.safetensors", effort="thorough", **NOTHING)) == {"lite0", "fresh"}


def test_too_few_samples_of_a_class_are_not_enough(data, tmp_path, wanted, monkeypatch):
    monkeypatch.setattr(fine_tuning, "ENOUGH", 11)
    assert tried(train(data, tmp_path / "m.safetensors", effort="thorough", **NOTHING)) == {"lite0"}


def test_it_is_not_tried_where_all_judge_in_turn(tmp_path, wanted):
    few = write_dataset(tmp_path / "few", {"train": 33}, missing=0)
    assert tried(train(few, tmp_path / "m.safetensors", effort="thorough", **NOTHING)) == {"lite0"}


def test_of_numbers_all_samples_count(tmp_path, monkeypatch):
    data = write_dataset(tmp_path / "data", {"train": 12}, missing=0)
    spec = tiny_spec(("image", "text"))
    _, prepared = finished(prepare(read_dataset(data), spec, ("train",), CancelToken()))
    numbers = dataclasses.replace(spec, labels=(), task="regression")
    examples = tuple(dataclasses.replace(example, label="1.5") for example in prepared.examples)
    regression = dataclasses.replace(prepared, spec=numbers, examples=examples)
    for enough, of_a_class, of_all in ((4, "lite0-tuned", "lite0-tuned"), (12, None, "lite0-tuned"), (13, None, None)):
        monkeypatch.setattr(fine_tuning, "ENOUGH", enough)
        assert (candidate("image", prepared), candidate("image", regression)) == (of_a_class, of_all)
        assert candidate("text", prepared) is None, "no encoder of words can be fine-tuned"


def test_its_rounds_are_few_where_nothing_else_learns():
    spec, plan = tiny_spec(("image", "text")), TrainPlan()
    usual = suitable_epochs(plan, 100)
    encoders = [
        ({"image": "lite0"}, 1),
        ({"image": "fresh"}, usual),
        ({"image": "lite0-tuned"}, ROUNDS),
        ({"image": "lite0-tuned", "text": "sentence"}, ROUNDS),
        ({"image": "lite0-tuned", "text": "fresh"}, usual),
        ({"image": "lite0", "text": "sentence"}, usual),
    ]
    mixture = dataclasses.replace(spec, fusion="mixture")
    assert [rounds_of(mixture.with_encoders(names), plan, 100) for names, _ in encoders] == [rounds for _, rounds in encoders]
    alone = mixture.with_encoders({"image": "lite0-tuned"})
    assert rounds_of(alone, TrainPlan(epochs=30), 100) == 30, "as the person says"


def test_better_is_what_is_clearly_likelier_and_not_less_right():
    task = task_of(tiny_spec())
    chance = torch.Generator().manual_seed(0)
    targets = torch.arange(300) % 3
    signal, noise = torch.nn.functional.one_hot(targets, 3), torch.randn(300, 3, generator=chance)
    before = signal + noise
    assert improved(task, before, 2 * signal + noise, targets)
    assert not improved(task, before, before, targets)
    assert not improved(task, before, 3 * before, targets), "surer is no better"
    assert not improved(task, before, 0.5 * signal + noise, targets)
    other = signal + torch.randn(300, 3, generator=chance)
    assert not improved(task, before, other, targets), "others are right, as many as before"


def test_an_interrupted_one_goes_on_to_the_last_bit(data, tmp_path):
    choices = {"modalities": ("image",), "encoder": ("image=lite0-tuned",), "epochs": 2}
    whole = train(data, tmp_path / "whole.safetensors", **choices)

    usual = Run.epoch

    def epoch(self, token):
        if self.progress.epoch == 1:
            raise KeyboardInterrupt
        return usual(self, token)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "epoch", epoch)
        with pytest.raises(KeyboardInterrupt):
            train(data, tmp_path / "again.safetensors", **choices)
    again = train(data, tmp_path / "again.safetensors", resume=True, **choices)
    assert again.epochs[-1].val_loss == whole.epochs[-1].val_loss
    first, second = (load_model(tmp_path / f"{name}.safetensors")[0].state_dict() for name in ("whole", "again"))
    assert all(torch.equal(first[name], second[name]) for name in first)
