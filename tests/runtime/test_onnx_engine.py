"""An exported model answers as the model does, without PyTorch."""

import json
import subprocess
import sys

import numpy as np
import onnx
import pytest
from tiny import sample_of, tiny_spec
from tiny_export import calibrated, exported, samples

from mmdesk.core.errors import InputError, ModelFileError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.exported import FORMAT_KEY, INPUTS_KEY, PRESENT, SPEC_KEY
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.runtime.onnx_engine import ExportedModel, OnnxEngine

SPEC = calibrated(tiny_spec())
SCALE = TargetScale(20.0, 5.0)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("exported") / "a.onnx"


@pytest.fixture(scope="module")
def predictor(path):
    return exported(path, SPEC)


@pytest.fixture(scope="module")
def engine(path, predictor):
    engine = OnnxEngine()
    assert engine.open(path) == SPEC
    return engine


def numbers(document):
    """The numbers of a document by the way to them, and its other values."""
    if isinstance(document, dict):
        return {(name, *way): value for name, part in document.items() for way, value in numbers(part).items()}
    return {(): document}


def test_the_document_is_that_of_the_model(engine, predictor):
    for sample in samples():
        own, other = (
            numbers(one.predict(sample, *token).to_json()) for one, token in ((predictor, ()), (engine, (CancelToken(),)))
        )
        assert own.keys() == other.keys()
        for way in own.keys() - {("milliseconds",)}:
            assert own[way] == (pytest.approx(other[way], abs=1e-4) if isinstance(own[way], float) else other[way]), way


def test_samples_beside_each_other_do_not_see_each_other(path, engine):
    model = ExportedModel(path)
    found = [model.inputs(sample_of(label, seed)) for seed, label in enumerate(("red", "green", "蓝"))]
    longest = max(one["text_tokens"].shape[1] for one in found)
    for one in found:
        one["text_tokens"] = np.pad(one["text_tokens"], ((0, 0), (0, longest + 2 - one["text_tokens"].shape[1])))
    present = np.array([[True, True, True], [True, False, True], [False, True, False]])
    together = model.outputs({PRESENT: present, **{name: np.concatenate([one[name] for one in found]) for name in found[0]}})
    for row, one in enumerate(found):
        for part, alone in zip(together, model.outputs({PRESENT: present[row : row + 1], **one}), strict=True):
            np.testing.assert_allclose(part[row], alone[0], atol=1e-5)


def test_contributions_add_up(engine):
    prediction = engine.predict(sample_of("red"), CancelToken())
    total = sum(own.contribution for own in prediction.modalities.values())
    assert total == pytest.approx(prediction.score - prediction.score_of_none, abs=1e-5)


def test_nothing_to_answer_is_told(engine):
    with pytest.raises(InputError, match="This model takes picture, words, sound"):
        engine.predict(Sample(text="  "), CancelToken())
    with pytest.raises(InputError, match="No model is open"):
        OnnxEngine().predict(sample_of("red"), CancelToken())


def test_the_command_answers_without_pytorch(path, engine):
    code = "import sys, mmdesk.main; code = mmdesk.main.main(sys.argv[1:])\n"
    code += "print(code, 'onnxruntime' in sys.modules, *{'torch', 'mmdesk.engine', 'PySide6'} & {*sys.modules})"
    command = [sys.executable, "-c", code, "predict", "--model", str(path), "--text", "red", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    document, last = done.stdout.splitlines()
    assert last == "0 True", done.stderr
    expected = engine.predict(Sample(text="red"), CancelToken()).to_json()
    assert json.loads(document)["scores"] == pytest.approx(expected["scores"])


def test_a_regression_of_one_modality(tmp_path):
    spec = tiny_spec(("text",), labels=(), task="regression", target=SCALE)
    predictor = exported(tmp_path / "a.onnx", spec)
    own, other = predictor.predict(Sample(text="red")), ExportedModel(tmp_path / "a.onnx").predict(Sample(text="red"))
    assert other.value == pytest.approx(own.value, abs=1e-4 * SCALE.spread)
    assert (other.task, other.scores, other.label) == ("regression", {}, own.label)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({FORMAT_KEY: "999"}, "newer mmdesk"),
        ({SPEC_KEY: None}, "not made by mmdesk"),
        ({SPEC_KEY: "{}"}, "cannot read"),
        ({INPUTS_KEY: None}, "damaged"),
        ({INPUTS_KEY: '{"image": [], "text": [], "audio": []}'}, "damaged"),
        ({INPUTS_KEY: '{"image": [{"name": "x", "kind": "film", "numbers": {}}], "text": [], "audio": []}'}, "damaged"),
    ],
)
def test_a_file_that_tells_something_else_is_refused(path, engine, tmp_path, changes, sentence):
    graph = onnx.load(str(path))
    metadata = {one.key: one.value for one in graph.metadata_props} | changes
    del graph.metadata_props[:]
    onnx.helper.set_model_props(graph, {key: value for key, value in metadata.items() if value is not None})
    onnx.save(graph, str(tmp_path / "b.onnx"))
    with pytest.raises(ModelFileError, match=sentence):
        engine.open(tmp_path / "b.onnx")


@pytest.mark.parametrize("content", [b"", b"no graph", b"PK\x03\x04"])
def test_what_is_no_graph_is_refused(tmp_path, content):
    (tmp_path / "a.onnx").write_bytes(content)
    with pytest.raises(ModelFileError, match=r"a.onnx is"):
        ExportedModel(tmp_path / "a.onnx")
