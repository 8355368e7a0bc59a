import dataclasses
import json

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction


def test_people_get_an_aligned_table(mmdesk, model):
    outcome = mmdesk("predict", "--model", model, "--text", "a cat")
    assert outcome.out.splitlines() == [
        "cat  90.0 %",
        "狗   10.0 %",
        "",
        "modality  contribution  weight  alone",
        "text      +40.0         1.00    cat    75.0 %",
        "",
        "average 50.0 % · words +40.0 = 90.0 %",
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


def test_people_are_told_the_strongest_regions(mmdesk, model):
    lines = mmdesk("predict", "--model", model, "--text", "a cat", "--explain").out.splitlines()
    assert lines[-3:] == [
        "What counts for cat:",
        "modality  region                   contribution",
        "text      start 0, end 1, words a  +40.0",
    ]


def test_people_are_told_the_nearest_examples(mmdesk, model, picture, pets):
    outcome = mmdesk("predict", "--model", model, "--text", "a", "--neighbours", pets)
    *_, head, first, second, _ = outcome.out.splitlines()
    assert head == "most like  label  similarity  row"
    assert first == "all        cat    0.90        2"
    assert second.split() == ["all", "狗", "0.80", "3"]
    both = mmdesk("predict", "--model", model, "--text", "a", "--image", picture, "--neighbours", pets).out.splitlines()
    assert [line.split()[0] for line in both[-7:]] == ["all"] * 3 + ["image"] * 2 + ["text"] * 2


def test_people_are_told_what_is_none_of_the_classes_and_how_to_teach_it(mmdesk, engine, model, monkeypatch):
    own = {"text": ModalityAnswer(1.0, 0.4, "cat", 0.75, unknown=True, known=0.01)}
    strange = Prediction("cat", 0.9, {"cat": 0.9, "狗": 0.1}, own, 0.5, "cpu", 3.2, unknown=True, known=0.01)
    monkeypatch.setattr(engine, "predict", lambda *_: strange)
    told = mmdesk("predict", "--model", model, "--text", "a cat").out
    assert "None of these (unlike all that the model has learned from: words); otherwise cat." in told
    assert json.loads(mmdesk("predict", "--model", model, "--text", "a cat", "--json").out)["known"] == 0.01
    monkeypatch.setattr(engine, "predict", lambda *_: dataclasses.replace(strange, label="background"))
    assert "None of these: background is a class of other things." in mmdesk("predict", "--model", model, "--text", "a cat").out
