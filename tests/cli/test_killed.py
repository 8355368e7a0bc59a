"""Trainings that are killed at random moments, and go on."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from safetensors.numpy import load_file
from tiny import write_dataset

KILLS = int(os.environ.get("MMDESK_TEST_KILLS", "2"))
CHOICES = ["--epochs", "12", "--batch-size", "4", "--image-size", "32", "--audio-seconds", "0.2", "--device", "cpu", "--json"]
CHOICES += ["--encoder", "text=fresh"]  # what was learned before takes a second to read, at each of the starts


def train(data, out, *options):
    command = [sys.executable, "-m", "mmdesk", "train", data, "--out", out, *CHOICES, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def epochs_of(output):
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.timeout(600 + KILLS * 300)
def test_a_training_that_is_killed_loses_one_epoch_at_most_and_ends_as_if_undisturbed(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 24, "val": 30})
    whole, _ = train(data, tmp_path / "whole.safetensors").communicate()
    chance = random.Random(5)
    seen, options, kills = [], [], 0
    while True:
        process = train(data, tmp_path / "killed.safetensors", *options)
        lines = []
        while line := process.stdout.readline():
            lines.append(json.loads(line))
            if kills < KILLS:
                kills += 1
                time.sleep(chance.uniform(0, 0.4))
                process.send_signal(signal.SIGKILL)
                lines += epochs_of(process.stdout.read())
                break
        process.communicate()
        if lines and seen and "epoch" in lines[0]:
            assert lines[0]["epoch"] >= seen[-1]["epoch"], "more than the last epoch was lost"
        seen += lines
        if process.returncode == 0:
            break
        options = ["--resume"]
    *undisturbed, result = epochs_of(whole)
    assert kills == KILLS
    last = {line["epoch"]: line for line in seen if "epoch" in line}
    for epoch in undisturbed:
        if epoch["epoch"] in last:
            for name in ("train_loss", "val_loss", "val_accuracy"):
                assert last[epoch["epoch"]][name] == pytest.approx(epoch[name], abs=1e-4)
    assert seen[-1]["best_epoch"] == result["best_epoch"]
    assert seen[-1]["val_accuracy"] == pytest.approx(result["val_accuracy"], abs=1e-4)
    first, second = (load_file(tmp_path / name) for name in ("whole.safetensors", "killed.safetensors"))
    assert max(abs(first[name].astype(float) - second[name]).max() for name in first) <= 1e-4
