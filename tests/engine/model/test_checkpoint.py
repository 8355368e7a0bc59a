"""Model files, good and bad, and hostile ones."""

import contextlib
import dataclasses
import json
import os
import pickle
import resource
import struct
import subprocess
import sys

import numpy as np
import pytest
import safetensors.torch
import torch
from tiny import tiny_spec

from mmdesk.core.errors import InputError, ModelFileError
from mmdesk.core.models.ready import EVERYDAY
from mmdesk.core.models.spec import FORMAT, ModelSpec
from mmdesk.core.training.plan import FUSION_NAMES, PRESETS
from mmdesk.engine.model.checkpoint import load_model, load_tensors, save_model, save_tensors
from mmdesk.engine.model.fused_model import build

TOKENIZER = tiny_spec().front_end("text").tokenizer
PADDED = (
    '{"strategy":{"Fixed":400000000},"direction":"Right","pad_to_multiple_of":null,"pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"}'
)
LONGER = '"type":"Replace","pattern":{"String":"a"},"content":"aaaaaa"'
SPLIT_SLOWLY = '"type":"Split","pattern":{"Regex":"(x+x+)+y"},"behavior":"Removed","invert":false'

SPEC = tiny_spec()
LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A good model file."""
    path = tmp_path_factory.mktemp("good") / "mine.safetensors"
    torch.manual_seed(0)
    save_model(path, build(SPEC), SPEC)
    return path


@pytest.fixture
def bad(tmp_path):
    return tmp_path / "bad.safetensors"


def header_of(path):
    """The header of a .safetensors file as JSON, and the bytes behind it."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def write(path, header, body=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)
    return path


def with_spec(good, bad, **changes):
    """The good file with another spec in its header."""
    header, body = header_of(good)
    spec = json.loads(header["__metadata__"]["mmdesk.spec"])
    for name, value in changes.items():
        part, _, key = name.partition("__")
        if key == "name":
            spec["encoders"][part]["name"] = value
        elif key:
            spec["encoders"][part]["front_end"][key] = value
        else:
            spec[part] = value
    header["__metadata__"]["mmdesk.spec"] = json.dumps(spec)
    return write(bad, header, body)


def refused(path, *parts):
    with pytest.raises(ModelFileError) as caught:
        load_model(path)
    sentence = str(caught.value)
    for part in (*parts, path.name):
        assert part in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("fusion", FUSION_NAMES)
def test_a_model_survives_its_file(preset, fusion, tmp_path):
    spec = tiny_spec(preset=preset, fusion=fusion, temperatures={"image": 1.5}, card={"title": "Zahlen 七"})
    torch.manual_seed(0)
    model = build(spec)
    save_model(tmp_path / "m.safetensors", model, spec)
    again, read = load_model(tmp_path / "m.safetensors")
    assert read == spec
    assert not again.training
    for name, value in model.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_the_file_holds_its_format_and_spec_for_everybody_to_read(good):
    metadata = header_of(good)[0]["__metadata__"]
    assert metadata["mmdesk.format"] == str(FORMAT)
    assert json.loads(metadata["mmdesk.spec"])["labels"] == list(SPEC.labels)


def test_the_memory_format_of_weights_does_not_matter(tmp_path):
    tensor = torch.randn(2, 3, 4, 5).to(memory_format=torch.channels_last)
    save_tensors(tmp_path / "a.safetensors", {"a": tensor}, {"note": "x"})
    tensors, metadata = load_tensors(tmp_path / "a.safetensors")
    assert torch.equal(tensors["a"], tensor)
    assert metadata == {"note": "x"}


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_others_may_read_a_model_as_any_other_file(tmp_path):
    save_model(tmp_path / "m.safetensors", build(SPEC), SPEC)
    (tmp_path / "other").touch()
    assert (tmp_path / "m.safetensors").stat().st_mode == (tmp_path / "other").stat().st_mode


# Bad input


def test_missing_folder_and_empty(tmp_path):
    refused(tmp_path / "gone.safetensors", "does not exist")
    (tmp_path / "album.safetensors").mkdir()
    refused(tmp_path / "album.safetensors", "is a folder")
    (tmp_path / "nothing.safetensors").touch()
    refused(tmp_path / "nothing.safetensors", "is empty")


class Trap:
    """Leaves a mark when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (self.mark,)


@pytest.mark.parametrize("writer", ["torch", "torch-legacy", "pickle"])
def test_a_pickle_is_refused_unopened(bad, tmp_path, writer):
    trap = {"state": Trap(str(tmp_path / "sprung"))}
    if writer == "pickle":
        bad.write_bytes(pickle.dumps(trap))
    else:
        torch.save(trap, bad, _use_new_zipfile_serialization=writer == "torch")
    refused(bad, "pickle", "Choose a .safetensors file")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.999])
def test_a_truncated_file_is_one_sentence(good, bad, share):
    data = good.read_bytes()
    bad.write_bytes(data[: max(1, int(share * len(data)))])
    refused(bad, "is damaged or not a model file")


@pytest.mark.parametrize("data", [b"Dear reader", b"{}", bytes(1000), b"\xff" * 1000, b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_another_kind_of_file_is_one_sentence(bad, data):
    bad.write_bytes(data)
    refused(bad)


@pytest.mark.parametrize("number", [str(FORMAT + 1), "999999999999"])
def test_a_newer_format_says_what_to_do(good, bad, number):
    header, body = header_of(good)
    header["__metadata__"]["mmdesk.format"] = number
    refused(write(bad, header, body), "newer mmdesk", number, "Update mmdesk")


@pytest.mark.parametrize("number", ["", "0", "-1", "one", "1.5"])
def test_a_format_that_is_none_is_one_sentence(good, bad, number):
    header, body = header_of(good)
    header["__metadata__"]["mmdesk.format"] = number
    refused(write(bad, header, body), "does not say its format")


def test_somebody_elses_weights_are_one_sentence(bad):
    safetensors.torch.save_file({"a": torch.zeros(3)}, bad)
    refused(bad, "was not made by mmdesk")


@pytest.mark.parametrize(
    "change",
    [
        {"dimension": 32},
        {"labels": ["red", "green"]},
        {"encoders": {"image": {"name": "fresh", "front_end": {"size": 16}}}},
        {"fusion": "concat"},
        {"fusion": "magic"},
        {"preset": "classic"},
        {"image__name": "classic"},
        {"audio__name": "slow"},
        {"text__vocabulary": 100_000},
        {"text__tokenizer": ""},
        {"text__tokenizer": "{}"},
        {"text__tokenizer": TOKENIZER.replace('"padding":null', f'"padding":{PADDED}')},
        {
            "text__tokenizer": TOKENIZER.replace(
                '"type":"Lowercase"', '"type":"Replace","pattern":{"String":"a"},"content":"aaaaaa"'
            )
        },
        {"text__tokenizer": TOKENIZER.replace('"type":"Digits","individual_digits":true', SPLIT_SLOWLY)},
    ],
)
def test_weights_that_do_not_fit_the_description_are_one_sentence(good, bad, change):
    refused(with_spec(good, bad, **change), "do not fit its description")


def test_missing_and_surplus_weights_are_one_sentence(bad):
    state = build(SPEC).state_dict()
    metadata = {"mmdesk.format": str(FORMAT), "mmdesk.spec": SPEC.to_json()}
    for changed in ({**state, "more": torch.zeros(1)}, dict(list(state.items())[1:])):
        safetensors.torch.save_file({name: value.contiguous() for name, value in changed.items()}, bad, metadata)
        refused(bad, "do not fit its description")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_numbers_are_one_sentence(bad, value):
    model = build(SPEC)
    torch.nn.init.constant_(model.heads["text"].bias, value)
    save_model(bad, model, SPEC)
    refused(bad, "do not fit its description")


def test_weights_of_another_type_are_one_sentence(bad):
    metadata = {"mmdesk.format": str(FORMAT), "mmdesk.spec": SPEC.to_json()}
    state = {name: value.double().contiguous() for name, value in build(SPEC).state_dict().items()}
    safetensors.torch.save_file(state, bad, metadata)
    refused(bad, "do not fit its description")


# Hostile files

HOSTILE = [
    {"dimension": 10**9},
    {"dimension": -1},
    {"dimension": 0},
    {"dimension": 2.5},
    {"dimension": "512"},
    {"dimension": 10**400},
    {"dimension": None},
    {"labels": []},
    {"labels": "abc"},
    {"labels": [1, 2, 3]},
    {"labels": ["a", "a", "b"]},
    {"labels": None},
    {"modalities": []},
    {"modalities": ["taste"]},
    {"modalities": ["audio", "image"]},
    {"modalities": ["image", "image"]},
    {"image__size": 10**9},
    {"image__size": 0},
    {"text__length": 10**9},
    {"text__length": -5},
    {"text__vocabulary": 10**12},
    {"audio__rate": 0},
    {"audio__hop": 0},
    {"audio__bands": 10**8},
    {"audio__window": 10**9},
    {"audio__seconds": 1e300},
    {"audio__seconds": float("nan")},
    {"audio__seconds": -1.0},
    {"temperatures": {"image": 0}},
    {"temperatures": {"image": float("nan")}},
    {"temperatures": {"image": "hot"}},
    {"temperatures": []},
    {"metrics": 3},
    {"card": "text"},
    {"image": None},
    {"image": {"size": 16, "colour": 3}},
    {"strange": 1},
]


@pytest.mark.parametrize("change", HOSTILE, ids=str)
def test_hostile_numbers_are_one_sentence(good, bad, change):
    refused(with_spec(good, bad, **change))


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"__metadata__":' + b'{"a":' * 1000,
        b'{"a":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}',
        b'{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}',
        b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}',
        b'{"__metadata__":{"mmdesk.format":1}}',
        b"\xff\xfe\xfd",
    ],
    ids=lambda header: header[:30].decode("latin-1"),
)
def test_hostile_headers_are_one_sentence(bad, header):
    refused(write(bad, header, bytes(64)))


@pytest.mark.parametrize("length", [0, 1, 2**31, 2**63, 2**64 - 1])
def test_hostile_lengths_are_one_sentence(bad, length):
    bad.write_bytes(struct.pack("<Q", length) + b'{"a":1}')
    refused(bad)


def test_a_spec_nested_without_end_is_one_sentence(good, bad):
    header, body = header_of(good)
    header["__metadata__"]["mmdesk.spec"] = "[" * 200_000
    refused(write(bad, header, body), "description that mmdesk cannot read")


def test_a_header_over_a_hole_of_gigabytes_is_one_sentence(bad):
    header = {
        "__metadata__": {"mmdesk.format": str(FORMAT), "mmdesk.spec": SPEC.to_json()},
        "a": {"dtype": "F32", "shape": [1 << 36], "data_offsets": [0, 1 << 38]},
    }
    write(bad, header)
    with open(bad, "r+b") as file:
        file.truncate(bad.stat().st_size + (1 << 38))
    refused(bad)


LARGEST = [
    {"dimension": 1 << 14, "fusion": "low-rank"},
    {"image__name": "classic", "image__size": 1024},
    {"text__vocabulary": 1_000_000, "text__length": 4096},
]


@pytest.mark.skipif(not LINUX, reason="kilobytes are of Linux")
def test_the_largest_allowed_numbers_take_no_memory_before_the_weights_fit(good, tmp_path):
    paths = [with_spec(good, tmp_path / f"{number}.safetensors", **change) for number, change in enumerate(LARGEST)]
    hole = {
        "__metadata__": header_of(good)[0]["__metadata__"],
        "a": {"dtype": "F32", "shape": [1 << 30], "data_offsets": [0, 1 << 32]},
    }
    paths.append(write(tmp_path / "hole.safetensors", hole))
    with open(paths[-1], "r+b") as file:
        file.truncate(paths[-1].stat().st_size + (1 << 32))
    code = """if True:
        import pathlib, resource, sys
        from mmdesk.core.errors import ModelFileError
        from mmdesk.engine.model.checkpoint import load_model
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for path in sys.argv[1:]:
            try:
                load_model(pathlib.Path(path))
            except ModelFileError as error:
                print(error)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True)
    *sentences, kilobytes = done.stdout.splitlines()
    assert len(sentences) == 4
    assert all("do not fit its description" in sentence for sentence in sentences)
    assert int(kilobytes) < 150_000


def test_any_changed_byte_of_the_header_is_a_model_or_one_sentence(good, bad):
    data = bytearray(good.read_bytes())
    length = struct.unpack("<Q", data[:8])[0]
    random = np.random.default_rng(0)
    for place in random.integers(0, 8 + length, 60):
        changed = bytearray(data)
        changed[place] ^= 1 << int(random.integers(8))
        bad.write_bytes(changed)
        with contextlib.suppress(ModelFileError):
            load_model(bad)


# Saving


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="the folder does not exist"):
        save_model(tmp_path / "gone" / "m.safetensors", build(SPEC), SPEC)


@pytest.mark.skipif(not LINUX, reason="limits of file sizes are of POSIX")
def test_a_disk_that_takes_only_a_part_leaves_the_earlier_file(good, tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(good.read_bytes())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(InputError, match=r"m\.safetensors was not saved"):
            save_model(path, build(SPEC), SPEC)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == good.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_full_disk_is_one_sentence(small_disk):
    with pytest.raises(InputError, match="the disk is full"):
        save_model(small_disk / "m.safetensors", build(SPEC), SPEC)
    assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(not LINUX, reason="tmpfs is of Linux")
def test_a_read_only_disk_is_one_sentence(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(InputError, match="the folder is read-only"):
        save_model(small_disk / "m.safetensors", build(SPEC), SPEC)


def test_a_spec_can_be_changed_and_stays_checked():
    with pytest.raises(ValueError, match="cannot be a model's"):
        dataclasses.replace(SPEC, dimension=-1)


def test_a_ready_classifier_with_other_labels_is_refused(tmp_path):
    path = tmp_path / "cut.safetensors"
    tensors, metadata = load_tensors(EVERYDAY.path)
    spec = ModelSpec.from_json(metadata["mmdesk.spec"])
    cut = dataclasses.replace(spec, labels=spec.labels[:3])
    save_tensors(path, tensors, {**metadata, "mmdesk.spec": cut.to_json()})
    with pytest.raises(ModelFileError, match="do not fit its description"):
        load_model(path)
