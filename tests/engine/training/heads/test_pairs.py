"""Pairs of a learned and a frozen encoder: trained, weighed, kept in a model file, and used from there."""

import csv
import itertools

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from tiny import RATE, sample_of, sound_of, train, write_dataset

from mmdesk.core.answers.stream import Hop, ListenPlan
from mmdesk.core.errors import ModelFileError
from mmdesk.core.models.spec import FRESH
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.inference.stream_classifier import Listener
from mmdesk.engine.modalities.column import Encoding
from mmdesk.engine.modalities.image.column import IMAGE
from mmdesk.engine.modalities.image.encoders import ImageEncoder
from mmdesk.engine.modalities.image.front_end import Pixels
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.model.checkpoint import load_model, load_tensors, save_model, save_tensors
from mmdesk.engine.model.paired import EQUAL
from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.regression import Regression
from mmdesk.engine.torch_engine import TorchEngine
from mmdesk.engine.training.heads.pairs import fitted_counts

PAIR = {"audio": "fresh+cepstra", "image": FRESH}
ENCODER = ("image=fresh", "audio=fresh+cepstra")
TASK = Classification(("a", "b", "c", "d"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 48, "val": 30, "test": 30})


@pytest.fixture(scope="module")
def paired(data, tmp_path_factory):
    """A training on pictures and sounds, in whatever regime the dataset asks for."""
    return train(data, tmp_path_factory.mktemp("paired") / "m.safetensors", modalities=("image", "audio"), encoder=ENCODER)


def test_what_a_person_asks_for_is_trained_and_told(paired):
    spec = load_model(paired.result.model)[1]
    assert {modality: encoder.name for modality, encoder in spec.encoders.items()} == PAIR
    assert paired.result.val_accuracy > 0.8


def test_a_model_file_keeps_its_scores(paired, tmp_path):
    model, spec = load_model(paired.result.model)
    head = model.heads["audio"]
    assert (head.counts >= 0).all()
    head.counts.copy_(torch.tensor([0.3, 0.75]))
    save_model(tmp_path / "again.safetensors", model, spec)
    again, same = load_model(tmp_path / "again.safetensors")
    torch.testing.assert_close(again.heads["audio"].counts, torch.tensor([0.3, 0.75]))
    device = choose_device("cpu")
    scores = [Predictor(one, spec, device).predict(sample_of("red")).scores for one in (model, again)]
    assert same == spec
    assert scores[0] == scores[1]


def test_it_answers_explains_and_is_judged(paired, data):
    engine = TorchEngine("cpu")
    engine.open(paired.result.model)
    assert engine.predict(sample_of("green"), CancelToken()).label == "green"
    *_, explanation = engine.explain(sample_of("green"), CancelToken())
    assert {"image", "audio"} <= {modality for modality in ("image", "audio") if explanation.parts.get(modality) is not None}
    *_, evaluation = engine.evaluate(paired.result.model, data, "test", CancelToken())
    assert evaluation.accuracy > 0.8


def test_it_listens(paired):
    model, spec = load_model(paired.result.model)
    listener = Listener(Predictor(model, spec, choose_device("cpu")), RATE, ListenPlan(hop_seconds=0.1))
    reports = listener.hear(sound_of("red", np.random.default_rng(0)).samples)
    hops = [report for report in reports if isinstance(report, Hop)]
    assert hops
    assert all(sum(hop.scores.values()) == pytest.approx(1, abs=1e-4) for hop in hops)


def test_another_training_begins_with_both_halves(paired, data, tmp_path):
    still = {"learning_rate": 1e-7, "epochs": 1, "image_size": None, "audio_seconds": None, "encoder": ()}
    out = tmp_path / "second.safetensors"
    train(data, out, start_from=paired.result.model, modalities=("image", "audio"), **still)
    first, second = load_tensors(paired.result.model)[0], load_tensors(out)[0]
    names = [name for name in first if name.startswith("encoders.audio.fresh.") and name.endswith("weight")]
    assert names
    assert all(torch.allclose(first[name], second[name], atol=1e-5) for name in names)
    assert load_model(out)[1].encoders == load_model(paired.result.model)[1].encoders


@pytest.mark.parametrize("change", ["absent", "longer"])
def test_a_strangers_file_must_fit_its_pair(paired, tmp_path, change):
    tensors, metadata = load_tensors(paired.result.model)
    counts = tensors.pop("heads.audio.counts")
    if change == "longer":
        tensors["heads.audio.counts"] = torch.cat([counts, counts])
    save_tensors(tmp_path / "bad.safetensors", tensors, metadata)
    with pytest.raises(ModelFileError, match="do not fit"):
        load_model(tmp_path / "bad.safetensors")


class LeftHalf(Pixels):
    """Sees nothing of the right half."""

    def features(self, prepared):
        seen = np.array(super().features(self.adopted(prepared)))
        seen[:, self.size // 2 :] = 0
        return seen


class RightColour(Pixels):
    """The mean colour of the right half: (3,)."""

    dtype = np.float16

    def __init__(self, numbers):
        super().__init__(numbers)
        self.shape = (3,)

    def features(self, prepared):
        return (prepared[:, self.size // 2 :].mean((0, 1)) / 255).astype(np.float16)

    @staticmethod
    def inputs(features):
        return torch.from_numpy(features.astype(np.float32))


@pytest.fixture
def halved(tmp_path, monkeypatch):
    """Pictures of two colours, whose class is both: what learns sees one, what is frozen the other."""
    monkeypatch.setitem(IMAGE.encodings, "fresh", Encoding(LeftHalf, ImageEncoder))
    monkeypatch.setitem(IMAGE.encodings, "lite0", Encoding(RightColour, lambda _: Standardized(3), frozen=True))
    random, colours = np.random.default_rng(0), {"r": (200, 40, 40), "b": (40, 40, 200)}
    rows = []
    for number, (split, left, right) in enumerate(itertools.product(["train"] * 12 + ["val"] * 12 + ["test"] * 12, "rb", "rb")):
        pixels = np.concatenate([np.tile(colours[side], (32, 16, 1)) for side in (left, right)], 1) + random.normal(
            0, 20, (32, 32, 3)
        )
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(tmp_path / f"{number}.png")
        rows.append((f"{number}.png", left + right, split))
    with open(tmp_path / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "label", "split"), *rows])
    return tmp_path


def test_a_pair_learns_what_neither_half_knows_alone(halved, tmp_path):
    right = {}
    for name in "fresh", "lite0", "fresh+lite0":
        out = tmp_path / f"{name}.safetensors"
        right[name] = train(halved, out, modalities=("image",), epochs=12, encoder=(f"image={name}",)).result.val_accuracy
    assert right["fresh"] < 0.8
    assert right["lite0"] < 0.8
    assert right["fresh+lite0"] > 0.9


def test_numbers_are_told_by_pairs_too(tmp_path):
    folder = tmp_path / "numbers"
    folder.mkdir()
    random, rows = np.random.default_rng(0), []
    for number in range(60):
        grey = random.uniform(20, 230)
        Image.fromarray(np.full((16, 16, 3), grey, dtype=np.uint8)).save(folder / f"{number}.png")
        rows.append((f"{number}.png", f"{grey:.1f}", "val" if number % 2 else "train"))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "label", "split"), *rows])
    choices = {"modalities": ("image",), "encoder": ("image=fresh+lite0",), "task": "regression", "label_smoothing": 0.05}
    trained = train(folder, tmp_path / "m.safetensors", **choices)
    assert trained.result.val_accuracy > 0.5, "R2"


def answers(targets, right, seed=0, sure=3.0):
    """(n, 4) logits of a half that is right on such a share."""
    random = torch.Generator().manual_seed(seed)
    other = torch.randint(4, targets.shape, generator=random)
    told = torch.where(torch.rand(len(targets), generator=random) < right, targets, other)
    return sure * F.one_hot(told, 4).float()


@pytest.fixture
def targets():
    return torch.arange(80) % 4


@pytest.mark.parametrize("poor", [0, 1])
def test_a_hopeless_half_counts_little(targets, poor):
    halves = [answers(targets, 0.9), answers(targets, 0.9)]
    halves[poor] = answers(targets, 0.0, sure=8.0)
    counts = fitted_counts(TASK, torch.stack(halves, 1), targets)
    assert counts[poor] <= 0.05
    assert counts[1 - poor] >= EQUAL


def test_halves_that_are_as_good_count_alike(targets):
    counts = fitted_counts(TASK, torch.stack([answers(targets, 0.7, 1), answers(targets, 0.7, 2)], 1), targets)
    assert abs(counts[0] - counts[1]) <= 0.25
    assert counts.min() > 0.2


def test_a_half_that_is_too_sure_of_itself_is_heard_with_reserve(targets):
    counts = fitted_counts(TASK, torch.stack([answers(targets, 0.7, 1, 30.0), answers(targets, 0.7, 2)], 1), targets)
    assert counts[0] <= 0.1 < counts[1]


def test_few_samples_hardly_move_what_they_count():
    few = torch.arange(4)
    counts = fitted_counts(TASK, torch.stack([answers(few, 0.8, 1, 1.0), answers(few, 0.8, 2, 1.0)], 1), few)
    assert (counts - EQUAL).abs().max() <= 0.5


def test_numbers_are_weighed_by_their_squared_errors(targets):
    random = torch.Generator().manual_seed(0)
    wanted = torch.randn(80, generator=random)
    near, noise = wanted + 0.1 * torch.randn(80, generator=random), torch.randn(80, generator=random)
    counts = fitted_counts(Regression(TargetScale()), torch.stack([noise, near], 1).unsqueeze(-1), wanted)
    assert counts[0] <= 0.1
    assert counts[1] >= 0.75


def test_together_they_tell_what_neither_knows_alone(targets):
    high, odd = targets // 2, targets % 2
    first = 4 * torch.stack([high == 0, high == 0, high == 1, high == 1], 1).float()
    second = 4 * torch.stack([odd == 0, odd == 1, odd == 0, odd == 1], 1).float()
    halves = torch.stack([first, second], 1)
    told = torch.einsum("nhc,h->nc", halves, fitted_counts(TASK, halves, targets))
    assert (told.argmax(1) == targets).all()
