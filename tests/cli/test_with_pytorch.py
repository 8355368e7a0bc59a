"""The commands one after the other on the real engine; those for classes each as a process of its own."""

import csv
import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from patience import SECONDS
from PIL import Image
from tiny_numbers import write_numbers

from mmdesk import main

COLOURS = {"red": (200, 30, 30), "绿": (30, 200, 30)}
SPLITS = ("train", "val", "val", "test")
FRESH = "--encoder", "image=fresh", "text=fresh", "audio=fresh"


def mmdesk(*arguments):
    command = [sys.executable, "-m", "mmdesk", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def answer(*arguments):
    done = mmdesk(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Forty pictures with a sentence each, enough of them for validation; the last row has no picture that can be read."""
    folder = tmp_path_factory.mktemp("colours")
    random = np.random.default_rng(0)
    rows = []
    for number in range(40):
        label = list(COLOURS)[number % 2]
        pixels = np.array(COLOURS[label]) + random.normal(0, 20, (24, 24, 3))
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(folder / f"{number}.png")
        rows.append((f"{number}.png", f"this is {label} number {number}", label, SPLITS[number // 2 % 4]))
    (folder / "broken.png").write_bytes(b"no picture")
    rows.append(("broken.png", "", "red", "train"))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "label", "split"), *rows])
    return folder


@pytest.fixture(scope="module")
def trained(data):
    """A model file, and what the training printed."""
    path = data / "model.safetensors"
    return path, answer("train", data, "--out", path, "--epochs", 3, "--batch-size", 4, "--image-size", 32, *FRESH)


def test_train_tells_every_epoch_and_the_row_left_out(trained):
    path, (*epochs, result) = trained
    assert path.is_file()
    assert [epoch["epoch"] for epoch in epochs] == [1, 2, 3]
    assert result["model"] == str(path)
    assert [skipped["row"] for skipped in result["skipped"]] == [42]
    assert "broken.png" in result["skipped"][0]["reason"]


def test_evaluate_judges_every_subset(trained, data):
    (evaluation,) = answer("evaluate", trained[0], data)
    assert evaluation["samples"] == 10
    assert set(evaluation["subsets"]) == {"image", "text", "image+text"}
    assert np.sum(evaluation["confusion"]) == 10


def test_predict_explains_its_answer(trained, data):
    (prediction,) = answer("predict", "--model", trained[0], "--image", data / "0.png", "--text", "this is red")
    assert set(prediction["scores"]) == set(COLOURS)
    assert sum(prediction["scores"].values()) == pytest.approx(1, abs=1e-5)
    shares = [modality["contribution"] for modality in prediction["modalities"].values()]
    assert sum(shares) == pytest.approx(prediction["score"] - prediction["score_of_none"], abs=1e-5)


def test_predict_explains_each_class_to_the_last_digit(trained, data):
    sample = ("--model", trained[0], "--image", data / "0.png", "--text", "this is red", "--explain")
    (prediction,) = answer("predict", *sample)
    explanation = prediction["explanation"]
    assert explanation["label"] == prediction["label"]
    for modality, part in prediction["modalities"].items():
        assert explanation["contributions"][modality] == pytest.approx(part["contribution"], abs=1e-5)
    other = next(label for label in COLOURS if label != prediction["label"])
    (asked,) = answer("predict", *sample, "--for", other)
    for one in explanation, asked["explanation"]:
        for modality, contribution in one["contributions"].items():
            assert sum(region["value"] for region in one["regions"][modality]) == pytest.approx(contribution, abs=1e-5)
    assert (asked["label"], asked["explanation"]["label"]) == (prediction["label"], other)
    assert sum(asked["explanation"]["contributions"].values()) < 0 < sum(explanation["contributions"].values())


def test_predict_needs_only_one_modality(trained):
    (prediction,) = answer("predict", "--model", trained[0], "--text", "this is red")
    assert list(prediction["modalities"]) == ["text"]


def test_batch_answers_what_can_be_read(trained, data, tmp_path):
    (summary,) = answer("batch", trained[0], data, "--out", tmp_path / "p.csv")
    assert (summary["answered"], summary["failed"]) == (40, 1)
    with open(tmp_path / "p.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["label"] in COLOURS for row in rows[:-1])
    assert "broken.png" in rows[-1]["error"]


def test_a_file_that_is_no_model_is_one_sentence(data):
    done = mmdesk("predict", "--model", data / "manifest.csv", "--text", "red")
    assert (done.returncode, done.stdout) == (2, "")
    assert "manifest.csv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_training_begins_with_models_alone(data, tmp_path):
    done = mmdesk("train", data, "--out", tmp_path / "m.safetensors", "--start-from", data / "manifest.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "manifest.csv is damaged or not a model file" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_while_training_keeps_the_best_so_far(data, tmp_path):
    out = tmp_path / "model.safetensors"
    command = [sys.executable, "-m", "mmdesk", "train", str(data), "--out", str(out), "--epochs", "2000", "--json", *FRESH]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert json.loads(process.stdout.readline())["epoch"] == 1
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, stderr
    assert json.loads(stdout.splitlines()[-1])["model"] == str(out)
    assert out.is_file()
    assert "keeping the best so far" in stderr


@pytest.fixture
def here(capfd):
    """Run ``mmdesk ARGS`` in this process; gives the lines that it printed."""

    def run(*arguments):
        assert main.main([str(argument) for argument in arguments]) == 0
        return capfd.readouterr().out.splitlines()

    return run


def test_numbers_go_through_all_commands(here, tmp_path):
    def answer(*arguments):
        return [json.loads(line) for line in here(*arguments, "--json")]

    data = write_numbers(tmp_path / "set", {"train": 24, "val": 10, "test": 8})
    model, table = tmp_path / "n.safetensors", tmp_path / "n.csv"
    choices = ("--task", "regression", "--epochs", 2, "--dimension", 32, "--image-size", 32, "--audio-seconds", 0.2, *FRESH)
    *epochs, end = answer("train", data, "--out", model, *choices)
    assert len(epochs) == 2
    assert {"val_loss", "val_r2"} <= set(epochs[0])
    assert {"model", "best_epoch", "val_r2", "val_mae", "skipped"} <= set(end)
    (judged,) = answer("evaluate", model, data, "--report", tmp_path / "r.html")
    assert {"split", "samples", "mae", "rmse", "r2", "subsets", "unimodal", "sentence", "fusion_interval"} <= set(judged)
    assert "True numbers and answers" in (tmp_path / "r.html").read_text(encoding="utf-8")
    (said,) = answer("predict", "--model", model, "--image", data / "test-0.png", "--text", "many")
    parts = said["modalities"]
    assert sum(part["contribution"] for part in parts.values()) == pytest.approx(said["value"] - said["value_of_none"], abs=1e-5)
    answer("batch", model, data, "--out", table)
    with open(table, encoding="utf-8", newline="") as file:
        assert all(float(row["value"]) for row in csv.DictReader(file))
    for arguments in (("evaluate", model, data), ("predict", "--model", model, "--text", "many")):
        assert here(*arguments)


def test_labels_that_are_no_numbers_are_one_sentence(data, tmp_path):
    done = mmdesk("train", data, "--task", "regression", "--out", tmp_path / "m.safetensors")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mmdesk: No row of ")
    assert "The label red is not a number." in done.stderr
    assert "Traceback" not in done.stderr
