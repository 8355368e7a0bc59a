import json

import pytest

from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.models.ready import READY
from mmdesk.core.paths import starter_model


def test_json_is_one_document_with_the_agreed_keys(mmdesk, model, picture, sound):
    outcome = mmdesk("predict", "--model", model, "--image", picture, "--text", "a cat", "--audio", sound, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    document = json.loads(outcome.out)
    assert {"label", "score", "scores", "modalities", "conflict", "device", "milliseconds"} <= set(document)
    assert document["scores"] == {"cat": 0.9, "狗": 0.1}
    assert list(document["modalities"]) == ["image", "text", "audio"]
    assert set(document["modalities"]["image"]) == {"weight", "contribution", "label", "score", "unknown", "known"}


def test_why_is_told_for_the_answer_or_for_another_class(mmdesk, engine, model, picture, sound):
    sample = ("--model", model, "--image", picture, "--text", "a cat", "--audio", sound, "--explain")
    explanation = json.loads(mmdesk("predict", *sample, "--json").out)["explanation"]
    assert set(explanation) == {"label", "contributions", "regions"}
    assert explanation["label"] == "cat"
    assert list(explanation["regions"]) == list(explanation["contributions"]) == ["image", "text", "audio"]
    assert explanation["regions"]["text"] == [{"start": 0, "end": 1, "words": "a", "value": 0.4}]
    other = json.loads(mmdesk("predict", *sample, "--for", "狗", "--json").out)
    assert (other["label"], other["explanation"]["label"]) == ("cat", "狗")
    assert other["explanation"]["contributions"]["text"] == -0.4


@pytest.mark.parametrize(
    ("arguments", "told"), [(["--for", "cat"], "only with --explain"), (["--explain", "--for", "elf"], "no class elf")]
)
def test_a_class_that_cannot_be_explained_is_one_sentence(mmdesk, model, arguments, told):
    outcome = mmdesk("predict", "--model", model, "--text", "a cat", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert outcome.err.count("\n") == 1


def test_without_a_model_the_starter_model_answers(mmdesk, engine, tmp_path, monkeypatch):
    monkeypatch.setattr("mmdesk.core.paths.resources", lambda: tmp_path)
    starter_model().parent.mkdir()
    starter_model().touch()
    assert mmdesk("predict", "--text", "seven").code == 0
    assert engine.opened == starter_model()


@pytest.mark.parametrize("ready", READY.values(), ids=lambda ready: ready.name)
def test_a_ready_model_answers_by_its_name(mmdesk, engine, ready):
    assert mmdesk("predict", "--model", ready.name, "--text", "seven").code == 0
    assert engine.opened == ready.path


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "--image, --text and --audio"),
        (["--text", "   "], "--image, --text and --audio"),
        (["--text", "\udcff"], "--text"),
        (["--image", "gone.png"], "gone.png"),
        (["--audio", "gone.wav"], "gone.wav"),
        (["--text", "a", "--model", "gone.safetensors"], "gone.safetensors"),
        (["--text", "a", "--device", "abacus"], "abacus"),
        (["--txt", "a"], "--txt"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_2(mmdesk, arguments, named):
    outcome = mmdesk("predict", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert named in outcome.err
    assert outcome.err.startswith("mmdesk: ")
    assert outcome.err.count("\n") == 1


def test_wrong_input_is_told_before_the_engine_is_made(mmdesk, engine, model, tmp_path):
    mmdesk("predict", "--model", model, "--image", tmp_path / "gone.png")
    assert engine.opened is None


def test_json_tells_the_nearest_examples_of_a_dataset(mmdesk, model, picture, pets):
    outcome = mmdesk("predict", "--model", model, "--image", picture, "--text", "a", "--neighbours", pets, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    document = json.loads(outcome.out)
    assert document["neighbours"][1] == {"row": 3, "label": "狗", "similarity": 0.8}
    assert [one["row"] for one in document["neighbours"]] == [2, 3, 4]
    assert [one["row"] for one in document["modalities"]["image"]["neighbours"]] == [4, 3]
    assert "neighbours" not in json.loads(mmdesk("predict", "--model", model, "--text", "a", "--json").out)


def test_a_dataset_that_is_none_is_told_before_the_engine_is_made(mmdesk, engine, model, tmp_path):
    outcome = mmdesk("predict", "--model", model, "--text", "a", "--neighbours", tmp_path / "gone")
    assert (outcome.code, outcome.out) == (2, "")
    assert "gone" in outcome.err
    assert engine.opened is None


def test_the_set_is_that_of_the_coverage_that_was_asked(mmdesk, engine, model):
    engine.sets = LabelSet(0.9, ("cat",)), LabelSet(0.95, ("cat", "狗"))
    told = mmdesk("predict", "--model", model, "--text", "a cat").out.splitlines()
    assert "could be: cat or 狗 · 95 %" in told
    assert "could be" not in mmdesk("predict", "--model", model, "--text", "a cat", "--coverage", "0.9").out
    document = json.loads(mmdesk("predict", "--model", model, "--text", "a cat", "--coverage", "0.9", "--json").out)
    assert document["set"] == {"coverage": 0.9, "labels": ["cat"]}


def test_a_coverage_that_cannot_be_told_is_said_if_it_was_asked(mmdesk, model):
    asked = mmdesk("predict", "--model", model, "--text", "a cat", "--coverage", "0.99", "--json")
    assert asked.code == 0
    assert json.loads(asked.out)["set"] is None
    assert "at 99.0 % is not known" in asked.err
    assert mmdesk("predict", "--model", model, "--text", "a cat").err == ""


@pytest.mark.parametrize("coverage", ["0.7", "95", "x"])
def test_another_coverage_is_refused_in_a_sentence(mmdesk, model, coverage):
    outcome = mmdesk("predict", "--model", model, "--text", "a cat", "--coverage", coverage)
    assert outcome.code == 2
    assert "--coverage" in outcome.err
