"""An export is kept only if it answers as the model does."""

import dataclasses

import pytest
import torch
from tiny import tiny_spec, write_dataset
from tiny_export import samples

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.errors import Cancelled, DatasetError, ModelFileError
from mmdesk.core.models.exported import ExportReport
from mmdesk.core.progress import CancelToken
from mmdesk.engine.export import exporting
from mmdesk.engine.export.exporting import MAX_DIFFERENCE, check_same, difference, export, own_samples
from mmdesk.engine.model.checkpoint import save_model
from mmdesk.engine.model.fused_model import build
from mmdesk.runtime.onnx_engine import ExportedModel

SPEC = tiny_spec(("image", "text"))


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("model") / "a.safetensors"
    save_model(path, build(SPEC), SPEC)
    return path


def reports(*arguments):
    return list(export(*arguments, CancelToken()))


def test_a_file_is_compared_by_samples_of_a_dataset(model, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 5})
    *notes, report = reports(model, tmp_path / "a.onnx", data)
    assert report == ExportReport(tmp_path / "a.onnx", (tmp_path / "a.onnx").stat().st_size, 5, report.difference)
    assert report.difference < 1e-4
    assert [note.done for note in notes[1:]] == [1, 2, 3, 4, 5]
    assert ExportedModel(tmp_path / "a.onnx").spec == SPEC


def test_answers_that_differ_are_not_kept(model, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "difference", lambda *_: 2 * MAX_DIFFERENCE)
    with pytest.raises(ModelFileError, match=r"scores would differ by up to 0.002"):
        reports(model, tmp_path / "folder", None)
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped(model, tmp_path):
    token = CancelToken()
    going = export(model, tmp_path / "a.onnx", None, token)
    next(going)
    token.cancel()
    with pytest.raises(Cancelled):
        list(going)
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_without_anything_for_the_model_is_told(model, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "manifest.csv").write_text("audio,label\nnone.wav,red\n", encoding="utf-8")
    with pytest.raises(DatasetError):
        reports(model, tmp_path / "a.onnx", data)


@pytest.mark.parametrize("modalities", [("image",), ("image", "text", "audio")])
def test_samples_of_our_own_have_every_modality_and_lack_each(modalities):
    found = [sample.present for sample in own_samples(tiny_spec(modalities), CancelToken())]
    assert modalities in found
    assert len(modalities) == 1 or {tuple(m for m in modalities if m != absent) for absent in modalities} <= {*found}


def answer(score, **changes):
    own = {"text": ModalityAnswer(1.0, score - 0.5, "a", score)}
    return dataclasses.replace(Prediction("a", score, {"a": score, "b": 1 - score}, own, 0.5, "cpu", 1.0), **changes)


def test_the_greatest_difference_counts():
    assert difference(answer(0.9), answer(0.9), SPEC) == 0
    assert difference(answer(0.9), answer(0.8), SPEC) == pytest.approx(0.1)
    assert difference(answer(0.9), answer(0.9, score_of_none=0.2), SPEC) == pytest.approx(0.3)


@pytest.mark.parametrize("greatest", [2e-3, float("nan")])
def test_what_is_too_great_or_no_number_is_refused(greatest, tmp_path):
    check_same(1e-4, tmp_path / "a")
    with pytest.raises(ModelFileError):
        check_same(greatest, tmp_path / "a")


def test_samples_of_the_tests_are_what_they_say():
    assert {sample.present for sample in samples(("image", "text"), 1)} == {("image", "text"), ("image",), ("text",)}
