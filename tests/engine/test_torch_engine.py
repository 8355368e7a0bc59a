import numpy as np
import pytest
import soundfile
from PIL import Image
from tiny import TINY, sample_of

import mmdesk
from mmdesk.core.answers.neighbours import Neighbours
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError, MediaError, ModelFileError, OptionError
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.reports import TrainResult
from mmdesk.engine.torch_engine import TorchEngine


@pytest.fixture
def engine():
    engine: Engine = TorchEngine("cpu")
    return engine


def test_it_says_what_computes_and_why(engine):
    assert (engine.device, engine.device_reason, engine.threads) == ("cpu", "You asked for it.", 1)


def test_a_device_that_is_not_there_is_one_sentence(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(OptionError, match="cuda is not there"):
        TorchEngine("cuda")


def test_without_a_model_there_is_no_answer(engine):
    with pytest.raises(InputError, match="No model is open"):
        engine.predict(sample_of("red"), CancelToken())


def test_a_model_that_cannot_be_opened_leaves_the_open_one(engine, trained, tmp_path):
    spec = engine.open(trained.result.model)
    (tmp_path / "bad.safetensors").write_bytes(b"no model")
    with pytest.raises(ModelFileError, match=r"bad\.safetensors"):
        engine.open(tmp_path / "bad.safetensors")
    assert engine.predict(sample_of("red"), CancelToken()).label in spec.labels


def test_a_cancelled_question_has_no_answer(engine, trained):
    engine.open(trained.result.model)
    token = CancelToken()
    token.cancel()
    with pytest.raises(mmdesk.core.errors.Cancelled):
        engine.predict(sample_of("red"), token)


def test_it_trains_and_judges(engine, colours, tmp_path):
    out = tmp_path / "m.safetensors"
    plan = type(TINY)(out=out, epochs=1, image_size=32, modalities=("image",), device="cpu")
    *_, result = engine.train(colours, plan, CancelToken())
    assert isinstance(result, TrainResult)
    *_, evaluation = engine.evaluate(out, colours, "test", CancelToken())
    assert isinstance(evaluation, Evaluation)


@pytest.fixture
def model(trained):
    return mmdesk.open_model(str(trained.result.model), device="cpu")


@pytest.fixture
def files(tmp_path):
    """A picture and a sound of the class green, as files."""
    sample = sample_of("green")
    Image.fromarray(sample["image"].pixels).save(tmp_path / "a.png")
    soundfile.write(tmp_path / "a.wav", sample["audio"].samples, sample["audio"].rate)
    return tmp_path


def test_python_takes_files_as_paths_and_as_text(model, files):
    prediction = model.predict(image=files / "a.png", text="this one is green", audio=str(files / "a.wav"))
    assert prediction.label == "green"
    assert model.labels == model.spec.labels
    assert list(prediction.modalities) == ["image", "text", "audio"]


def test_python_takes_arrays(model, files):
    sample = sample_of("green")
    from_files = model.predict(image=files / "a.png", audio=files / "a.wav")
    from_arrays = model.predict(image=sample["image"].pixels, audio=(sample["audio"].samples, sample["audio"].rate))
    assert from_arrays.label == from_files.label
    fractions = model.predict(image=sample["image"].pixels / np.float32(255))
    assert fractions.label == model.predict(image=sample["image"].pixels).label


def test_python_takes_what_was_read_before(model):
    sample = sample_of("red")
    assert model.predict(sample["image"], sample["text"], sample["audio"]).label == "red"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"image": "gone.png"}, "gone.png"),
        ({"image": np.zeros((4, 4, 7), np.uint8)}, "image has the shape"),
        ({"image": np.full((4, 4), np.nan)}, "image has numbers"),
        ({"text": "a\0b"}, "NUL"),
        ({"text": "a\ud800"}, "half a character"),
        ({"text": "a" * 200_000}, "longer than"),
        ({"audio": (np.zeros(100), 8000)}, "silent"),
        ({"audio": (np.ones(100), -1)}, "samples a second"),
    ],
)
def test_python_gets_one_sentence_for_wrong_input(model, given, named):
    with pytest.raises(MediaError, match=named):
        model.predict(**given)


def test_nothing_given_is_one_sentence(model):
    with pytest.raises(InputError, match="Give at least one"):
        model.predict()


def test_a_missing_starter_model_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr("mmdesk.core.paths.resources", lambda: tmp_path)
    with pytest.raises(InputError, match=r"The starter model .* is missing"):
        mmdesk.open_model()


def test_python_trains_with_the_options_of_the_plan(colours, tmp_path):
    result = mmdesk.train(str(colours), str(tmp_path / "m.safetensors"), epochs=1, modalities=["text"], augment=[], device="cpu")
    assert result.model.is_file()
    assert mmdesk.open_model(result.model).spec.modalities == ("text",)


def test_python_begins_with_another_model(colours, trained, tmp_path):
    result = mmdesk.train(
        colours, tmp_path / "m.safetensors", start_from=str(trained.result.model), epochs=1, modalities=["image"], device="cpu"
    )
    spec = mmdesk.open_model(result.model).spec
    assert spec.encoders["image"] == mmdesk.open_model(trained.result.model).spec.encoders["image"]
    assert spec.training["descends_from"]["encoders"] == ["image"]


def test_python_gets_one_sentence_for_wrong_options(colours, tmp_path):
    with pytest.raises(OptionError, match="magic"):
        mmdesk.train(colours, tmp_path / "m.safetensors", fusion="magic")


def test_it_finds_the_nearest_of_the_examples_that_it_was_given(engine, trained, colours):
    engine.open(trained.result.model)
    dataset = read_dataset(colours)
    assert engine.neighbours(sample_of("red"), CancelToken()) == Neighbours()
    *_, indexed = engine.index(dataset, CancelToken())
    assert (indexed.count, len(indexed.map.examples)) == (len(dataset.examples), len(dataset.examples))
    near = engine.neighbours(sample_of("red"), CancelToken())
    assert {one.label for one in near.together.found} == {"red"}
    engine.open(trained.result.model)
    assert engine.neighbours(sample_of("red"), CancelToken()) == Neighbours()


def test_python_gets_the_nearest_examples(model, files, colours):
    near = model.neighbours(colours, image=files / "a.png")
    assert {one.label for one in near.together.found} == {"green"}
    assert set(near.modalities) == {"image"}
    assert model.neighbours(colours, text="red").together.found


def test_python_is_told_what_is_no_dataset(model, tmp_path):
    with pytest.raises(InputError, match="gone"):
        model.neighbours(tmp_path / "gone", text="red")
