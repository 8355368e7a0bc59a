import pytest

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models import exported
from mmdesk.core.models.exported import ExportReport, ModelInput, check_packages, inputs_of, inputs_to_json, is_exported


def test_inputs_come_back_as_they_were():
    inputs = {"image": (ModelInput("image_pixels_64", "pixels", {"sides": [64]}),), "text": (ModelInput("词", "tokens", {}),)}
    assert inputs_of(inputs_to_json(inputs)) == inputs


@pytest.mark.parametrize(
    "text", ["", "[]", '{"image": 1}', '{"image": [{}]}', '{"image": [{"name": 1, "kind": "a", "numbers": {}}]}']
)
def test_what_tells_no_inputs_is_refused(text):
    with pytest.raises((ValueError, TypeError, AttributeError)):
        inputs_of(text)


@pytest.mark.parametrize(("name", "is_one"), [("a.onnx", True), ("A.ONNX", True), ("a.safetensors", False), ("onnx", False)])
def test_they_are_known_by_their_ending(tmp_path, name, is_one):
    assert is_exported(tmp_path / name) is is_one


def test_packages_that_are_missing_are_told_with_what_installs_them():
    check_packages("json")
    with pytest.raises(ModelFileError, match=r"need the package no_such_one.*pip install"):
        check_packages("json", "no_such_one")


def test_the_standalone_program_tells_that_it_has_none(monkeypatch):
    monkeypatch.setattr(exported.sys, "frozen", True, raising=False)
    with pytest.raises(ModelFileError, match="standalone program"):
        check_packages("no_such_one")


def test_the_report_as_json(tmp_path):
    document = ExportReport(tmp_path / "a.onnx", 1000, 12, 2e-6).to_json()
    assert document == {"model": str(tmp_path / "a.onnx"), "bytes": 1000, "samples": 12, "difference": 2e-6}
