"""A training that begins with the encoders of another model."""

import csv
import dataclasses
import hashlib
import shutil

import pytest
import torch
from tiny import TINY, tiny_spec, train, write_dataset

from mmdesk.core.errors import DatasetError, ModelFileError, OptionError
from mmdesk.core.models.ready import EVERYDAY
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.model.checkpoint import load_model, load_tensors, save_model
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training import trainer
from mmdesk.engine.training.loop import Run
from mmdesk.engine.training.start import FROM_NOTHING, start_of

STILL = {"learning_rate": 1e-7, "epochs": 1, "image_size": None, "audio_seconds": None, "encoder": ()}
"""So that the weights hardly move: by about the learning rate a step."""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 24, "val": 30})


@pytest.fixture(scope="module")
def other(data, tmp_path_factory):
    """A model with sizes of its own."""
    return train(data, tmp_path_factory.mktemp("other") / "first.safetensors", epochs=1, dimension=32).result.model


@pytest.fixture
def out(tmp_path):
    return tmp_path / "second.safetensors"


def learned(path):
    """What gradients move in encoders and projections; the statistics of normalisations are measured anew."""
    tensors = load_tensors(path)[0]
    parts = {name: value for name, value in tensors.items() if name.startswith(("encoders.", "projections."))}
    return {name: value for name, value in parts.items() if "running" not in name and "num_batches" not in name}


def near(first, second, modality=""):
    names = [name for name in first if f".{modality}" in name]
    return bool(names) and all(torch.allclose(first[name], second[name], atol=1e-5) for name in names)


def changed_table(data, folder, columns, labels):
    """The same rows with these columns alone and other labels."""
    with open(data / "manifest.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folder.mkdir()
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*columns, "label", "split"], extrasaction="ignore")
        table.writeheader()
        for row in rows:
            if row["image"]:
                shutil.copy(data / row["image"], folder)
            table.writerow({**row, "label": labels[row["label"]]})
    return folder


def test_encoders_and_projections_are_what_the_other_model_learned(data, other, out):
    train(data, out, start_from=other, **STILL)
    spec, first = load_model(out)[1], load_model(other)[1]
    assert (spec.encoders, spec.dimension) == (first.encoders, 32)
    assert near(learned(out), learned(other))


def test_without_it_they_are_others(data, other, out):
    train(data, out, **{**STILL, "dimension": 32, "image_size": 32, "audio_seconds": 0.2, "encoder": TINY.encoder})
    assert not near(learned(out), learned(other), "image")


def test_heads_and_fusion_are_new(data, other, out):
    train(data, out, start_from=other, **STILL)
    first, second = load_tensors(other)[0], load_tensors(out)[0]
    assert not torch.allclose(first["heads.image.weight"], second["heads.image.weight"], atol=1e-3)


def test_everything_goes_on_learning(data, other, out):
    train(data, out, start_from=other, **{**STILL, "learning_rate": None})
    assert not near(learned(out), learned(other), "image")


def test_other_classes_and_fewer_modalities_are_no_hindrance(data, other, out, tmp_path):
    table = changed_table(data, tmp_path / "two", ("image", "text"), {"red": "warm", "green": "cold", "蓝": "cold"})
    trained = train(table, out, start_from=other, **STILL)
    spec = load_model(out)[1]
    assert (spec.labels, spec.modalities) == (("cold", "warm"), ("image", "text"))
    assert near(learned(out), {name: value for name, value in learned(other).items() if ".audio" not in name})
    sentence = "first.safetensors gives the encoders of the picture, the words, and the size of the shared space: 32 numbers."
    assert sentence in trained.sentences


def test_another_task_is_none_either(data, other, out, tmp_path):
    table = changed_table(data, tmp_path / "numbers", ("image",), {"red": "1.5", "green": "2", "蓝": "3"})
    train(table, out, start_from=other, task="regression", **{**STILL, "label_smoothing": 0.05})
    spec = load_model(out)[1]
    assert (spec.task, spec.labels) == ("regression", ())
    assert near(learned(out), {name: value for name, value in learned(other).items() if ".image" in name})


def test_what_the_other_model_lacks_is_chosen_as_usual(data, out, tmp_path):
    first = train(data, tmp_path / "text.safetensors", modalities=("text",), epochs=1).result.model
    train(data, out, start_from=first, modalities=("image", "text"), **{**STILL, "encoder": ("image=lite0",)})
    encoders = load_model(out)[1].encoders
    assert encoders["image"].name == "lite0"
    assert encoders["text"] == load_model(first)[1].encoders["text"]


def test_of_a_frozen_encoder_the_choice_is_taken_over(data, out, tmp_path):
    first = train(data, tmp_path / "text.safetensors", modalities=("text",), encoder=("text=tf-idf",)).result.model
    trained = train(data, out, start_from=first, modalities=("text",), **STILL)
    assert load_model(out)[1].encoders == load_model(first)[1].encoders
    assert trained.result.encoders == {}, "compared with no others"
    assert start_of(dataclasses.replace(TINY, out=out, start_from=first, encoder=()), load_model(out)[1]).weights == {}


def test_the_model_file_tells_its_descent_and_no_folder(data, other, out):
    train(data, out, start_from=other, **STILL)
    told = load_model(out)[1].training["descends_from"]
    assert told == {
        "title": "first",
        "file": "first.safetensors",
        "sha256": hashlib.sha256(other.read_bytes()).hexdigest(),
        "encoders": ["image", "text", "audio"],
    }


@pytest.fixture
def begun(monkeypatch):
    """The weights of the picture's encoder as every run began with them."""
    weights, usual = [], Run.__init__

    def seen(self, *args, **others):
        usual(self, *args, **others)
        weights.append({name: value.clone() for name, value in self.model.state_dict().items() if "encoders.image" in name})

    monkeypatch.setattr(Run, "__init__", seen)
    return weights


def image_weights(path):
    return {name: value for name, value in load_tensors(path)[0].items() if "encoders.image" in name}


def test_every_fold_and_the_whole_begin_with_it(other, out, tmp_path, begun):
    few = write_dataset(tmp_path / "few", {"train": 18})
    train(few, out, start_from=other, **STILL)
    assert len(begun) > 2, "cross-validated"
    assert all(torch.equal(one[name], value) for one in begun for name, value in image_weights(other).items())
    assert near(learned(out), learned(other))


def test_so_does_a_run_that_begins_again_for_want_of_memory(data, other, out, begun, monkeypatch):
    step, failed = Run._forward, []

    def limited(run, *others):
        if not failed:
            failed.append(run)
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
        return step(run, *others)

    monkeypatch.setattr(Run, "_forward", limited)
    train(data, out, start_from=other, modalities=("image",), **STILL)
    assert len(begun) == 2
    assert all(torch.equal(begun[1][name], value) for name, value in image_weights(other).items())


def interrupted(data, out, **choices):
    token = CancelToken()
    for report in trainer.train(data, dataclasses.replace(TINY, out=out, **choices), token):
        if isinstance(report, EpochReport) and report.epoch == 1:
            token.cancel()


def test_a_resumed_training_is_the_uninterrupted_one(data, other, out, tmp_path):
    choices = {**STILL, "learning_rate": None, "epochs": 3, "modalities": ("image",)}
    train(data, tmp_path / "whole.safetensors", start_from=other, **choices)
    interrupted(data, out, start_from=other, **choices)
    moved = tmp_path / "moved.safetensors"
    moved.write_bytes(other.read_bytes())
    train(data, out, start_from=moved, resume=True, **choices)
    first, second = load_tensors(tmp_path / "whole.safetensors")[0], load_tensors(out)[0]
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_of_another_content_nothing_is_resumed(data, other, out, tmp_path):
    choices = {**STILL, "epochs": 3, "modalities": ("image",)}
    changing = tmp_path / "changing.safetensors"
    changing.write_bytes(other.read_bytes())
    interrupted(data, out, start_from=changing, **choices)
    model, spec = load_model(other)
    torch.nn.init.zeros_(model.projections["image"].bias)
    save_model(changing, model, spec)
    with pytest.raises(OptionError, match="other choices or data"):
        train(data, out, start_from=changing, resume=True, **choices)


def test_without_another_model_nothing_is_taken_over(out):
    spec = tiny_spec()
    start = start_of(dataclasses.replace(TINY, out=out), spec)
    assert (start, start.applied(spec), start.sha256) == (FROM_NOTHING, spec, "")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no.safetensors does not exist"),
        (b"", "is empty"),
        (b"PK\x03\x04 and so on", "is a pickle"),
        (b"no model at all", "damaged or not a model file"),
    ],
)
def test_what_is_no_model_is_refused(data, out, tmp_path, content, problem):
    path = tmp_path / "no.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelFileError, match=problem):
        train(data, out, start_from=path, **STILL)
    assert not out.exists()


def test_nothing_in_common_is_refused(data, out, tmp_path):
    first = tmp_path / "sounds.safetensors"
    save_model(first, build(spec := tiny_spec(("audio",))), spec)
    with pytest.raises(OptionError, match=r"sounds.safetensors takes sound, and what is trained has picture, words: they share"):
        train(data, out, start_from=first, modalities=("image", "text"), **STILL)


def test_a_classifier_with_classes_of_its_own_is_refused(data, out):
    with pytest.raises(OptionError, match="has no encoder that another training can begin with"):
        train(data, out, start_from=EVERYDAY.path, **STILL)


def test_the_other_model_is_not_written_over(data, other):
    with pytest.raises(OptionError, match=r"first.safetensors is what the training begins with. Give another file for out."):
        train(data, other, start_from=other, **STILL)


def test_a_dataset_without_the_modalities_says_so_itself(data, other, out, tmp_path):
    table = changed_table(data, tmp_path / "words", ("text",), {"red": "a", "green": "b", "蓝": "c"})
    with pytest.raises((DatasetError, OptionError), match="has none of the modalities"):
        train(table, out, start_from=other, modalities=("image",), **STILL)
