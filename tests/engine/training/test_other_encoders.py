"""Trainings on encoders of others, and their model files."""

import dataclasses
import json
import shutil
import subprocess
import sys

import pytest
import tiny
import torch
from finished import finished
from model_hub import hub_with
from other_encoders import write_timm, write_transformers
from safetensors import safe_open
from tiny import sample_of, write_dataset

from mmdesk.core.errors import InputError, ModelFileError, OptionError
from mmdesk.core.models import other_backbones
from mmdesk.core.models.header import read_spec
from mmdesk.core.models.hub import kept_in
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.modalities.others import loading
from mmdesk.engine.torch_engine import TorchEngine
from mmdesk.engine.training import trainer
from mmdesk.engine.training.other_encoders import others_of, taken


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 24, "val": 30})


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """An encoder for each modality."""
    place = tmp_path_factory.mktemp("encoders")
    return {
        "image": write_timm(place / "timm"),
        "text": write_transformers(place / "bert", "bert"),
        "audio": write_transformers(place / "wav2vec2", "wav2vec2"),
    }


@pytest.fixture(autouse=True)
def _nothing_ready():
    loading._kept.clear()
    yield
    loading._kept.clear()


def choices(folders):
    return tuple(f"{modality}={folder}" for modality, folder in folders.items())


@pytest.fixture(scope="module")
def model(data, folders, tmp_path_factory):
    """A model on all three, whose folders are gone."""
    out = tmp_path_factory.mktemp("out") / "model.safetensors"
    copies = {modality: shutil.copytree(folder, out.parent / folder.name) for modality, folder in folders.items()}
    tiny.train(data, out, encoder=choices(copies))
    for folder in copies.values():
        shutil.rmtree(folder)
    return out


def test_a_model_tells_what_it_stands_on(model):
    spec = read_spec(model)
    assert {modality: encoder.name for modality, encoder in spec.encoders.items()} == {
        "image": "timm:test_resnet.r160_in1k",
        "text": "transformers:bert",
        "audio": "transformers:wav2vec2",
    }
    assert spec.others["image"].licence == "apache-2.0"
    assert str(model.parent) not in spec.to_json()


def test_a_model_has_their_weights_in_half_precision(model):
    with safe_open(model, "pt") as file:
        kept = {name: file.get_slice(name).get_dtype() for name in file.keys() if name.startswith("others.")}  # noqa: SIM118
    assert kept["others.text.tokenizer.json"] == "U8"
    assert kept["others.image.conv1.0.weight"] == "F16"
    assert {name.split(".")[1] for name in kept} == {"image", "text", "audio"}


def test_a_model_opens_anywhere_without_the_folders(model, tmp_path):
    moved = shutil.copy(model, tmp_path / "moved.safetensors")
    code = f"""
import mmdesk, torch
from tiny import sample_of
model = mmdesk.open_model({str(moved)!r}, "cpu")
for label in ("red", "green"):
    sample = sample_of(label)
    print(model.predict(image=sample["image"], text=sample["text"], audio=sample["audio"]).label)
"""
    paths = [str(path) for path in sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path = {paths!r}\n{code}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["red", "green"]
    assert not done.stderr


def test_what_mattered_can_be_told(model):
    engine = TorchEngine("cpu")
    engine.open(model)
    *_, explanation = engine.explain(sample_of("red"), CancelToken())
    assert set(explanation.parts) == {"image", "text", "audio"}


def test_without_the_libraries_a_model_says_what_to_install(model, monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    with pytest.raises(
        ModelFileError, match=r'needs the package timm, which is not installed\. Install it by: pip install "mmdesk'
    ):
        TorchEngine("cpu").open(model)
    assert read_spec(model).others


def test_weights_that_somebody_changed_are_refused(model, tmp_path):
    from mmdesk.engine.model.checkpoint import load_tensors, save_tensors

    tensors, metadata = load_tensors(model)
    tensors["others.image.conv1.0.weight"] += 1
    changed = tmp_path / "changed.safetensors"
    save_tensors(changed, tensors, metadata)
    with pytest.raises(ModelFileError, match="has other weights of the encoder test_resnet"):
        TorchEngine("cpu").open(changed)
    del tensors["others.image.conv1.0.weight"]
    save_tensors(changed, tensors, metadata)
    with pytest.raises(ModelFileError, match="has other weights"):
        TorchEngine("cpu").open(changed)


def test_a_model_of_sounds_heard_whole_does_not_listen(model):
    from mmdesk.core.answers.stream import ListenPlan

    engine = TorchEngine("cpu")
    engine.open(model)
    with pytest.raises(InputError, match="transformers:wav2vec2 hears whole recordings"):
        engine.listen(16_000, ListenPlan())


def test_another_training_begins_with_them(data, model, tmp_path):
    out = tmp_path / "second.safetensors"
    tiny.train(data, out, start_from=model, encoder=(), modalities=("image", "text"), dimension=512)
    assert set(read_spec(out).others) == {"image", "text"}
    engine = TorchEngine("cpu")
    engine.open(out)
    assert engine.predict(sample_of("green"), CancelToken()).label == "green"


def test_the_same_seed_gives_the_same_model(data, folders, tmp_path):
    outs = [tmp_path / f"{name}.safetensors" for name in ("first", "second")]
    only = {"image": folders["image"]}
    for out in outs:
        loading._kept.clear()
        tiny.train(data, out, encoder=choices(only), modalities=("image",))
    first, second = (safe_open(out, "pt") for out in outs)
    assert all(torch.equal(first.get_tensor(name), second.get_tensor(name)) for name in first.keys())  # noqa: SIM118


def test_ours_and_others_serve_beside_each_other(data, folders, tmp_path):
    out = tmp_path / "model.safetensors"
    tiny.train(data, out, encoder=(f"image={folders['image']}", "text=tf-idf"), modalities=("image", "text"))
    assert {m: encoder.name for m, encoder in read_spec(out).encoders.items()} == {
        "image": "timm:test_resnet.r160_in1k",
        "text": "tf-idf",
    }


def plan_of(*encoders, **others):
    return TrainPlan(encoder=encoders, **others)


def test_of_ours_nothing_is_looked_at():
    assert finished(others_of(plan_of("image=lite0", "text=fresh"), CancelToken())) == ([], {})


def test_a_name_on_a_hub_is_refused_unless_it_was_asked_for():
    with pytest.raises(OptionError, match="nothing is downloaded unasked"):
        finished(others_of(plan_of("image=timm/resnet18.a1_in1k"), CancelToken()))


def test_nothing_is_downloaded_for_a_library_that_is_missing(monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    with pytest.raises(ModelFileError, match="needs the package timm"):
        finished(others_of(plan_of("image=timm/resnet18.a1_in1k", allow_download=True), CancelToken()))


def test_what_comes_from_a_hub_has_its_name_there(folders, monkeypatch):
    files = {path.name: path.read_bytes() for path in folders["text"].iterdir()}
    try:
        with hub_with("ada/tiny", files) as (address, _):
            monkeypatch.setenv("HF_ENDPOINT", address)
            notes, found = finished(others_of(plan_of("text=ada/tiny", allow_download=True), CancelToken()))
        assert found["text"].name == "transformers:ada/tiny"
        assert notes[0].words.startswith(f"Downloading ada/tiny from {address}: ")
        monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
        assert finished(others_of(plan_of("text=ada/tiny"), CancelToken()))[1] == found
    finally:
        shutil.rmtree(kept_in("ada/tiny"), ignore_errors=True)


def test_an_encoder_of_another_modality_is_one_sentence(folders):
    with pytest.raises(ModelFileError, match="is for the words, not for the picture"):
        taken(folders["text"], "image")


def test_an_encoder_that_gives_no_numbers_is_one_sentence(tmp_path):
    from safetensors.torch import load_file, save_file

    folder = write_transformers(tmp_path / "vit", "vit")
    path = folder / "model.safetensors"
    save_file({name: tensor * float("nan") for name, tensor in load_file(path).items()}, path, {"format": "pt"})
    with pytest.raises(ModelFileError, match="do not fit its settings"):
        taken(folder, "image")


def test_a_description_that_lies_about_the_features_is_one_sentence(model, tmp_path):
    from mmdesk.engine.model.checkpoint import load_tensors, save_tensors

    tensors, metadata = load_tensors(model)
    document = json.loads(metadata["mmdesk.spec"])
    document["encoders"]["image"]["other"]["features"] = 40
    changed = tmp_path / "changed.safetensors"
    save_tensors(changed, tensors, {**metadata, "mmdesk.spec": json.dumps(document)})
    with pytest.raises(ModelFileError, match="do not fit its description"):
        TorchEngine("cpu").open(changed)


def test_the_numbers_of_the_front_end_stay_the_datasets(model):
    spec = read_spec(model)
    assert spec.front_end("audio").seconds == 0.2
    assert dataclasses.asdict(spec.front_end("image"))["size"] == 32


def test_an_interrupted_training_goes_on_with_the_same_encoders_alone(data, folders, tmp_path):
    out, token = tmp_path / "model.safetensors", CancelToken()
    plan = dataclasses.replace(tiny.TINY, out=out, encoder=(f"text={folders['text']}", "audio=fresh"), modalities=("text", "audio"))
    for report in trainer.train(data, plan, token):
        if isinstance(report, EpochReport):
            token.cancel()
    with pytest.raises(OptionError, match="used other choices or data"):
        list(trainer.train(data, dataclasses.replace(plan, encoder=(), resume=True), CancelToken()))
    *_, result = trainer.train(data, dataclasses.replace(plan, resume=True), CancelToken())
    assert set(read_spec(result.model).others) == {"text"}


def test_of_modalities_that_are_not_trained_nothing_is_looked_at():
    plan = plan_of("text=/nowhere/at/all", modalities=("image",))
    assert finished(others_of(plan, CancelToken())) == ([], {})


def test_a_full_disk_is_one_sentence(folders, small_disk, monkeypatch):
    from mmdesk.engine.modalities.others import networks

    monkeypatch.setattr(networks, "cache_dir", lambda: small_disk)
    with pytest.raises(InputError, match="The weights of the encoder cannot be kept in"):
        taken(folders["text"], "text")
