"""What a model file says of itself, without its weights."""

import json
import struct

import pytest
from specs import spec_of

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models.header import read_spec
from mmdesk.core.models.ready import READY
from mmdesk.core.models.spec import FORMAT

SPEC = spec_of(("a", "狗"), ("image", "text"))


def file_of(path, header, length=None):
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text) if length is None else length) + text)
    return path


def metadata(**changes):
    return {"__metadata__": {"mmdesk.format": str(FORMAT), "mmdesk.spec": SPEC.to_json(), **changes}}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "m.safetensors"


def test_the_description_is_read(path):
    assert read_spec(file_of(path, metadata())) == SPEC


def test_so_is_that_of_the_ready_models():
    assert read_spec(READY["digits"].path).modalities == ("image", "text", "audio")


@pytest.mark.parametrize(
    ("header", "length", "problem"),
    [
        (metadata(), 1 << 60, "damaged or not a model file"),
        (metadata(), 10, "damaged or not a model file"),
        ([], None, "damaged or not a model file"),
        ({"__metadata__": 3}, None, "damaged or not a model file"),
        ({"__metadata__": {"mmdesk.format": 3, "mmdesk.spec": {}}}, None, "damaged or not a model file"),
        ({}, None, "was not made by mmdesk"),
        (metadata(**{"mmdesk.format": str(FORMAT + 1)}), None, "made by a newer mmdesk"),
        (metadata(**{"mmdesk.format": "x"}), None, "does not say its format"),
        (metadata(**{"mmdesk.spec": "{}"}), None, "has a description that mmdesk cannot read"),
    ],
)
def test_what_is_no_description_is_one_sentence(path, header, length, problem):
    with pytest.raises(ModelFileError, match=problem):
        read_spec(file_of(path, header, length))


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "does not exist"), (b"", "is empty"), (b"\x80\x04pickle", "is a pickle"), (b"ab", "damaged")]
)
def test_what_is_no_file_of_ours_is_one_sentence(path, content, problem):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelFileError, match=problem):
        read_spec(path)


def test_an_exported_model_is_told_from_others(tmp_path):
    exported = tmp_path / "a.onnx"
    exported.write_bytes(b"a graph")
    with pytest.raises(ModelFileError, match=r"a.onnx was exported for use elsewhere"):
        read_spec(exported)
