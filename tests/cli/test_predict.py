import dataclasses
import json

import pytest

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
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


def test_people_get_an_aligned_table(mmdesk, model):
    outcome = mmdesk("predict", "--model", model, "--text", "a cat")
    assert outcome.out.splitlines() == [
        "cat  90.0 %",
        "狗   10.0 %",
        "",
        "modality  weight  contribution  alone",
        "text      1.00    +0.40         cat    75.0 %",
        "",
        "3 ms on cpu",
    ]


def test_people_are_told_who_says_what_where_the_parts_contradict_each_other(mmdesk, engine, model, picture, sound):
    engine.own = {"audio": "狗"}
    outcome = mmdesk("predict", "--model", model, "--image", picture, "--text", "a cat", "--audio", sound)
    told = "The parts contradict each other, so the answer is unsure: picture and words: cat; sound: 狗"
    assert told in outcome.out.splitlines()
    document = mmdesk("predict", "--model", model, "--image", picture, "--audio", sound, "--json")
    assert json.loads(document.out)["conflict"] is True


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


def test_people_are_told_what_is_none_of_the_classes_and_how_to_teach_it(mmdesk, engine, model, monkeypatch):
    own = {"text": ModalityAnswer(1.0, 0.4, "cat", 0.75, unknown=True, known=0.01)}
    strange = Prediction("cat", 0.9, {"cat": 0.9, "狗": 0.1}, own, 0.5, "cpu", 3.2, unknown=True, known=0.01)
    monkeypatch.setattr(engine, "predict", lambda *_: strange)
    told = mmdesk("predict", "--model", model, "--text", "a cat").out
    assert "None of these (unlike all that the model has learned from: words); otherwise cat." in told
    assert json.loads(mmdesk("predict", "--model", model, "--text", "a cat", "--json").out)["known"] == 0.01
    monkeypatch.setattr(engine, "predict", lambda *_: dataclasses.replace(strange, label="background"))
    assert "None of these: background is a class of other things." in mmdesk("predict", "--model", model, "--text", "a cat").out
