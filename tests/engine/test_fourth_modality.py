"""A fourth modality, which exists only here, goes all the way without a line of the program naming it."""

import csv
import json
import shutil
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
import torch
from PIL import Image
from tiny import COLOURS, picture_of, words_of
from torch import nn
from vectors import LENGTH, Vector, VectorColumn, VectorFrontEnd, vector_of

from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.read import read_dataset, read_sample
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.problems.findings import Kind, Problem
from mmdesk.core.problems.scan import find_problems
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.project import Project
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd
from mmdesk.engine.modalities.occlusion import Occlusion
from mmdesk.engine.modalities.registry import ENCODINGS
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.torch_engine import TorchEngine, open_model
from mmdesk.engine.training import trainer

LABELS = list(COLOURS)


@dataclass(frozen=True)
class Counted:
    """What each number adds."""

    values: np.ndarray

    def to_json(self):
        return [{"number": number, "value": float(value)} for number, value in enumerate(self.values)]


class Numbers(FrontEnd):
    """(length,) float32, cut or filled up with zeros."""

    dtype = np.float32

    def __init__(self, numbers):
        self.shape = (numbers.length,)

    def prepare(self, content):
        return np.pad(content.numbers, (0, self.shape[0]))[: self.shape[0]].astype(np.float32)

    @staticmethod
    def inputs(features):
        return torch.from_numpy(np.array(features))


class VectorEncoder(nn.Module):
    """(B, length) -> (B, 32)."""

    def __init__(self, numbers):
        super().__init__()
        self.size = 32
        self.layers = nn.Sequential(nn.Linear(numbers.length, 32), nn.ReLU(), nn.Linear(32, 32))

    def forward(self, vectors):
        return self.layers(vectors)


def noisier(vectors, draws):
    return vectors + draws.around(0.01 * draws.strength, *vectors.shape)


class VectorEncoding(EncodingColumn):
    """Vectors in the engine."""

    encodings: ClassVar = {
        "fresh": Encoding(Numbers, VectorEncoder, lambda vectors, draws: vectors + draws.around(0.01, *vectors.shape))
    }

    def fitted(self, examples, plan):
        return EncoderSpec("fresh", VectorFrontEnd(LENGTH))

    def warm(self):
        return Vector(np.ones(LENGTH, dtype=np.float32))

    def occluded(self, content, front_end):
        """Numbers are zero."""
        whole = front_end.prepare(content)
        return Occlusion(whole.shape, (1,), lambda kept: whole * kept, Counted)


@pytest.fixture(scope="module", autouse=True)
def _vectors():
    with MODALITIES.extended("vector", VectorColumn()), ENCODINGS.extended("vector", VectorEncoding()):
        yield


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A manifest with pictures, words and vectors; every fifth row lacks its words."""
    folder = tmp_path_factory.mktemp("vectors") / "data"
    folder.mkdir()
    random, rows = np.random.default_rng(0), []
    for split, count in (("train", 90), ("val", 45), ("test", 30)):
        for number in range(count):
            label = LABELS[number % 3]
            stem = f"{split}-{number}"
            Image.fromarray(picture_of(label, random).pixels).save(folder / f"{stem}.png")
            (folder / f"{stem}.json").write_text(json.dumps(vector_of(LABELS.index(label), random).numbers.tolist()))
            rows.append((f"{stem}.png", words_of(label, number) if number % 5 else "", f"{stem}.json", label, split))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "vector", "label", "split"), *rows])
    return folder


@pytest.fixture(scope="module")
def model(data):
    """A model of three modalities, one of them only ours, and what the training told last."""
    out = data.with_name("model.safetensors")
    plan = TrainPlan(
        out=out, epochs=15, batch_size=16, image_size=32, device="cpu", seed=1, encoder=("image=fresh", "text=fresh", "audio=fresh")
    )
    *_, result = trainer.train(data, plan, CancelToken())
    return result


def sample_of(label):
    random = np.random.default_rng(7)
    return Sample(image=picture_of(label, random), text=words_of(label, 3), vector=vector_of(LABELS.index(label), random))


def test_it_comes_last_everywhere():
    assert list(MODALITIES) == ["image", "text", "audio", "vector"]
    assert Sample(vector=vector_of(0, np.random.default_rng(0)), text="red").present == ("text", "vector")


def test_it_is_read_from_a_manifest(data):
    example = read_dataset(data).examples[1]
    assert example.present == ("image", "text", "vector")
    assert example["vector"] == Item(data / "train-1.json")
    assert read_sample(example)["vector"].numbers.shape == (LENGTH,)


def test_it_is_read_from_class_folders_beside_the_others(data, tmp_path):
    for label in ("red", "green"):
        (tmp_path / "classes" / label).mkdir(parents=True)
        for number in range(2):
            shutil.copyfile(data / f"train-{number}.png", tmp_path / "classes" / label / f"{number}.png")
            (tmp_path / "classes" / label / f"{number}.json").write_text("[1, 2, 3]")
    examples = read_dataset(tmp_path / "classes").examples
    assert [(example.label, example.present) for example in examples] == [
        (label, ("image", "vector")) for label in ("green", "green", "red", "red")
    ]


def test_it_is_trained_together_with_two_others_and_opened_again(model):
    assert model.model.exists()
    _, spec = load_model(model.model)
    assert spec.modalities == ("image", "text", "vector")
    assert spec.encoders["vector"].name == "fresh"
    assert spec.front_end("vector").length == LENGTH


def test_it_is_evaluated_in_all_subsets(model, data):
    *_, judged = TorchEngine("cpu").evaluate(model.model, data, "test", CancelToken())
    evaluation = judged
    assert len(evaluation.subsets) == 7
    assert {"image+text+vector", "image+vector", "text+vector", "vector"} <= evaluation.subsets.keys()
    assert evaluation.subsets["vector"] > 0.9, "it tells the classes alone"
    assert "vector" in evaluation.unimodal


def test_its_contribution_is_exact(model):
    opened = open_model(model.model, device="cpu")
    sample = sample_of("green")
    contents = {"image": sample["image"], "text": sample["text"], "vector": sample["vector"].numbers}
    prediction = opened.predict(**contents)
    assert prediction.label == "green"
    assert list(prediction.modalities) == ["image", "text", "vector"]
    total = sum(answer.contribution for answer in prediction.modalities.values())
    assert total == pytest.approx(prediction.score - prediction.score_of_none, abs=1e-6)
    alone = opened.predict(vector=contents["vector"])
    assert alone.label == "green"
    assert alone.modalities["vector"].contribution == pytest.approx(alone.score - alone.score_of_none, abs=1e-6)


def test_what_mattered_in_it_is_found_by_hiding_it(model):
    engine = TorchEngine("cpu")
    engine.open(model.model)
    *_, explanation = engine.explain(sample_of("green"), CancelToken())
    assert explanation["vector"].values.shape == (LENGTH,)
    assert int(explanation["vector"].values.argmax()) == LABELS.index("green")
    assert explanation["vector"].values.sum() == pytest.approx(explanation.contributions["vector"], abs=1e-5)
    assert explanation.to_json()["regions"]["vector"][0]["number"] == 0


def test_the_same_one_twice_is_told(data, tmp_path):
    copy = tmp_path / "copies"
    shutil.copytree(data, copy)
    shutil.copyfile(copy / "train-0.json", copy / "train-3.json")
    found = [problem for problem in find_problems(read_dataset(copy), CancelToken()) if isinstance(problem, Problem)]
    copies = [problem for problem in found if problem.modality == "vector" and problem.kind is Kind.EXACT_COPY]
    assert [problem.rows for problem in copies] == [(5,)]
    (copy / "train-6.json").write_text("no numbers")
    unreadable = next(problem for problem in find_problems(read_dataset(copy), CancelToken()) if isinstance(problem, Problem))
    assert (unreadable.kind, unreadable.rows) == (Kind.UNREADABLE, (8,))
    assert "train-6.json is no vector" in unreadable.suspects[0].reason


def test_a_project_keeps_it_as_a_file_and_after_a_crash_from_its_journal(tmp_path):
    project = Project.new(tmp_path / "mine")
    project.add(sample_of("red"), "red", "", "Add")
    project._journal.close()  # as a program that ends without saving leaves it
    again = Project.open(tmp_path / "mine")
    (row,) = again.view.content.rows
    assert row.cell("vector") == "vectors/000001.json"
    (example,) = again.view.dataset().examples
    np.testing.assert_allclose(read_sample(example)["vector"].numbers, sample_of("red")["vector"].numbers, rtol=1e-6)


def test_a_file_of_it_that_is_dropped_is_known_by_its_ending(data):
    from mmdesk.core.modalities.detect import kind_of

    assert kind_of(data / "train-0.json") == "vector"
