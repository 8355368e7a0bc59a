"""Encoders are chosen by what they tell of samples that did not teach them."""

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from tiny import train, write_dataset

from mmdesk.core.datasets.example import Dataset, Example
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.training import encoder_choice
from mmdesk.engine.training.encoder_choice import Choice, Frozen, calibrated_loss
from mmdesk.engine.training.heads.pairs import Apart


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 30, "val": 30, "test": 30}, missing=0)


def encoders_of(trained):
    return {modality: encoder.name for modality, encoder in load_model(trained.result.model)[1].encoders.items()}


FROZEN = {"sentence", "tf-idf", "sentence+tf-idf"}


def test_what_a_person_chose_is_taken_without_a_look(data, tmp_path):
    trained = train(data, tmp_path / "m.safetensors", modalities=("text", "audio"), encoder=("text=sentence", "audio=fresh"))
    assert encoders_of(trained) == {"text": "sentence", "audio": "fresh"}
    assert trained.result.encoders == {}


def test_quick_keeps_to_what_was_learned_before(data, tmp_path):
    trained = train(data, tmp_path / "m.safetensors", modalities=("text",), effort="quick", encoder=())
    assert encoders_of(trained)["text"] in FROZEN
    assert set(trained.result.encoders["text"]["candidates"]) == FROZEN


@pytest.mark.parametrize(("promise", "trained_ones"), [(0.0, FROZEN | {"fresh"}), (9.0, FROZEN)])
def test_one_from_nothing_is_trained_only_where_it_is_promising(data, tmp_path, monkeypatch, promise, trained_ones):
    monkeypatch.setattr(encoder_choice, "PROMISE", promise)
    trained = train(data, tmp_path / "m.safetensors", modalities=("text",), encoder=())
    told = trained.result.encoders["text"]
    assert set(told["candidates"]) == trained_ones
    assert told["candidates"][told["chosen"]] > max(told["candidates"].values()) - 0.1, "the best, or as good"
    assert encoders_of(trained)["text"] == told["chosen"]


def test_one_that_is_beaten_after_all_makes_room_and_rounds_go_on(data, tmp_path, monkeypatch):
    """A round teaches words from nothing little; the frozen encoders tell the names of colours."""
    monkeypatch.setattr(encoder_choice, "PROMISE", 0.0)
    trained = train(data, tmp_path / "m.safetensors", modalities=("text",), epochs=1, encoder=())
    assert trained.result.encoders["text"]["chosen"] in FROZEN
    assert [report.epoch for report in trained.epochs] == [1, 2]
    assert any("The best of the others" in text for text in trained.sentences)


def test_quick_keeps_to_features_by_hand_where_nothing_was_learned_before(data, tmp_path):
    trained = train(data, tmp_path / "m.safetensors", modalities=("audio",), effort="quick", encoder=())
    assert encoders_of(trained) == {"audio": "cepstra"}
    assert trained.result.val_accuracy > 0.5, "the sounds name the class"


def test_a_choice_says_what_the_others_gave():
    (sentence,) = Choice({"image": "lite0"}, {"image": {"lite0": 0.864, "fresh": 0.27}}).notes
    assert (
        sentence == "Picture: EfficientNet-Lite0, learned before, 86% by itself. The best of the others, learned from nothing: 27%."
    )


def test_without_a_choice_nothing_is_told():
    assert Choice({"image": "lite0"}, {"image": {"lite0": 0.8}}).notes == ()


def test_encoders_are_compared_by_a_part_of_many_examples(monkeypatch):
    monkeypatch.setattr(encoder_choice, "MAX_JUDGED", 10)
    examples = [Example(row, {"text": "a"}, "a", ("train", "val", "test")[row % 3]) for row in range(90)]
    part = encoder_choice.part_of(Dataset(Path("set"), tuple(examples)))
    assert Counter(example.split for example in part.examples) == {"train": 10, "val": 10}
    assert part.examples[-1].row == 88, "spread over all"


def test_a_loss_does_not_depend_on_how_sure_answers_were():
    task = task_of(ModelSpec(("a", "b", "c"), {"text": EncoderSpec("sentence", TextFrontEnd())}))
    targets = torch.arange(300) % 3
    outputs = 2 * torch.nn.functional.one_hot(targets, 3) + torch.randn(300, 3, generator=torch.Generator().manual_seed(0))
    loss = calibrated_loss(task, outputs, targets)
    assert calibrated_loss(task, 8 * outputs, targets) == pytest.approx(loss, rel=0.05)
    assert calibrated_loss(task, -outputs, targets) > loss


def pair_of(loss_of_frozen, halves, answers):
    """A choice of the pair for sounds, and what its training came to: a fit of as much as the choice looks at."""
    spec = ModelSpec(("a", "b"), {"audio": EncoderSpec("fresh+cepstra", AudioFrontEnd())})
    model, targets = SimpleNamespace(task=task_of(spec)), torch.arange(40) % 2
    judge = Answers(answers.unsqueeze(1), answers.unsqueeze(1), torch.ones(40, 1, dtype=torch.bool), targets)
    done = SimpleNamespace(
        whole=SimpleNamespace(spec=spec, model=model, device=None),
        judges=judge,
        apart={"audio": Apart(halves, targets)},
        cross_validated=True,
    )
    choice = Choice({"audio": "fresh+cepstra"}, {"audio": {"cepstra": 0.8}}, {"audio": Frozen("cepstra", loss_of_frozen)})
    return choice, done


def told(right, seed):
    """(40, 2) logits that are right on such a share."""
    targets = torch.arange(40) % 2
    wrong = torch.rand(40, generator=torch.Generator().manual_seed(seed)) >= right
    return 2 * torch.nn.functional.one_hot((targets + wrong) % 2, 2).float()


@pytest.mark.parametrize(("pair", "chosen"), [(0.95, "fresh+cepstra"), (0.75, "cepstra")])
def test_a_pair_stays_if_it_is_better_than_its_frozen_half_in_the_same_folds(monkeypatch, pair, chosen):
    monkeypatch.setattr(encoder_choice, "ask_all", lambda judges, device: judges)
    choice, done = pair_of(0.0, torch.stack([told(0.7, 1), told(0.85, 2)], 1), told(pair, 3))
    found = choice.judged_by(done)
    assert found.encoders == {"audio": chosen}
    assert set(found.qualities["audio"]) == {"cepstra", "fresh", "fresh+cepstra"}
    assert found.qualities["audio"]["fresh"] < found.qualities["audio"]["cepstra"]


@pytest.mark.parametrize("few", [True, False])
def test_a_pair_is_trained_only_where_examples_are_few(data, tmp_path, monkeypatch, few):
    monkeypatch.setattr(encoder_choice, "PROMISE", 0.0)
    if few:
        data = write_dataset(tmp_path / "few", {"train": 18, "test": 3}, missing=0)
    trained = train(data, tmp_path / "m.safetensors", modalities=("audio",), epochs=4, encoder=())
    candidates = set(trained.result.encoders["audio"]["candidates"])
    assert candidates == ({"cepstra", "fresh", "fresh+cepstra"} if few else {"cepstra", "fresh"})
    assert encoders_of(trained)["audio"] in candidates


def test_an_interrupted_training_is_taken_up_with_its_pair(monkeypatch):
    monkeypatch.setattr(encoder_choice, "unfinished_encoders", lambda out: {"audio": "fresh+cepstra", "image": "fresh+cepstra"})
    choice = Choice({"audio": "cepstra", "image": "lite0"}).taken_up(TrainPlan(resume=True))
    assert choice.encoders == {"audio": "fresh+cepstra", "image": "fresh"}
