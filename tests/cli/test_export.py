import json

import pytest


def test_the_difference_is_told(mmdesk, model, tmp_path):
    done = mmdesk("export", model, "--out", tmp_path / "a.onnx")
    assert (done.code, done.err) == (0, "")
    assert "Scores of 15 samples differ by 2.5e-06 at most" in done.out


def test_json(mmdesk, model, tmp_path, dataset):
    done = mmdesk("export", model, "--out", tmp_path / "a.onnx", "--check", dataset, "--json")
    assert json.loads(done.out) == {"model": str(tmp_path / "a.onnx"), "bytes": 7, "samples": 12, "difference": 2.5e-6}


@pytest.mark.parametrize("name", ["a.pt", "a.safetensors"])
def test_other_places_are_refused(mmdesk, model, tmp_path, name):
    done = mmdesk("export", model, "--out", tmp_path / name)
    assert done.code == 2
    assert "Give a name that ends in .onnx, or a folder." in done.err


@pytest.mark.parametrize("command", ["evaluate", "batch"])
def test_other_commands_tell_what_an_exported_model_is(mmdesk, tmp_path, dataset, command):
    (tmp_path / "a.onnx").write_bytes(b"a graph")
    out = () if command == "evaluate" else ("--out", tmp_path / "b.csv")
    done = mmdesk(command, tmp_path / "a.onnx", dataset, *out)
    assert done.code == 2
    assert "a.onnx was exported for use elsewhere" in done.err


@pytest.mark.parametrize("asked", ["--explain", "--neighbours"])
def test_what_it_cannot_tell_is_said(mmdesk, engine, tmp_path, dataset, asked):
    named = [dataset] if asked == "--neighbours" else []
    done = mmdesk("predict", "--model", tmp_path / "a.onnx", "--text", "red", asked, *named)
    assert done.code == 2
    assert f"Leave {asked} out, or give the model that it was made of." in done.err
    assert engine.opened is None


def test_it_computes_on_the_processor_alone(mmdesk, tmp_path):
    done = mmdesk("predict", "--model", tmp_path / "a.onnx", "--text", "red", "--device", "cuda")
    assert done.code == 2
    assert "Leave --device out." in done.err


def test_one_that_is_missing_is_told_without_the_engine(mmdesk, engine, tmp_path):
    done = mmdesk("predict", "--model", tmp_path / "a.onnx", "--text", "red")
    assert engine.opened is None
    assert (done.code, done.err) == (2, "mmdesk: a.onnx does not exist. Check the path.\n")
