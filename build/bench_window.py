"""The window, watched from outside: its start, its first answer, and the pauses of its GUI thread."""

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_rows import Row, Settings

ROOT = Path(__file__).resolve().parents[1]
CHILD = Path(__file__).with_name("bench_child.py")
SAMPLE = [str(ROOT / "resources" / "samples" / f"anna-7.{ending}") for ending in ("png", "txt", "wav")]
MODEL = ROOT / "resources" / "models" / "digits.safetensors"
IMPORT = "import sys, torch; from safetensors.torch import load_file; load_file(sys.argv[1])"

PAUSES = {
    "opening": "longest pause while PyTorch is imported and the model opened",
    "answering": "longest pause while predicting",
    "training": "longest pause while training and predicting",
}


def start_rows(settings: Settings) -> list[Row]:
    """How long the window takes to be there, and to answer."""
    with screen() as environment:
        if settings.starts > 1:
            run_child(environment, "start", *SAMPLE)  # what is read from the disk once is not counted
        return timed_starts(settings, environment)


def life_rows(settings: Settings, dataset: Path) -> Iterator[Row]:
    """The pauses of the GUI thread while the window does its work, and what the window costs a training."""
    with screen() as environment:
        yield from pause_rows(settings, environment, dataset)
        yield from place_rows(settings, environment, dataset)


def timed_starts(settings: Settings, environment: dict[str, str]) -> list[Row]:
    """Start to window, start to answer; in turns with their floors."""
    times: dict[str, list[float]] = {name: [] for name in ("bare", "shown", "import", "answered")}
    broken = ""
    for _ in range(settings.starts):
        times["bare"].append(run_child(environment, "bare")["shown"]["after"])
        seen = run_child(environment, "start", *SAMPLE)
        times["shown"].append(seen["shown"]["after"])
        times["answered"].append(seen["answered"]["after"])
        if seen["shown"]["torch"]:
            broken = "(PyTorch was imported before)"
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", IMPORT, str(MODEL)], env=environment, check=True)
        times["import"].append(time.monotonic() - start)
    name, floor = "window shown after process start", "a bare QMainWindow"
    shown = Row("window_shown", name, "s", times["shown"], times["bare"], floor, 0.5, broken=broken)
    name, floor = "first answer after process start", "import torch, load the weights"
    return [shown, Row("first_answer", name, "s", times["answered"], times["import"], floor, 2.5)]


def pause_rows(settings: Settings, environment: dict[str, str], dataset: Path) -> list[Row]:
    """Longest time between two ticks of a timer of 5 ms in the GUI thread; the floor is the same window at rest."""
    longest: dict[str, list[float]] = {}
    for _ in range(max(1, settings.starts // 2)):
        found = run_child(environment, "pauses", str(dataset), str(settings.seconds), *settings.encoder)["pauses"]["pauses"]
        for phase, (pause, _count) in found.items():
            longest.setdefault(phase, []).append(pause)
    return [
        Row(f"pause_{phase}", name, "ms", longest[phase], longest["idle"], "the same window at rest", 50.0)
        for phase, name in PAUSES.items()
    ]


def place_rows(settings: Settings, environment: dict[str, str], dataset: Path) -> list[Row]:
    """Training on its place beside training from the shell, in turns; and the longest pause of the GUI thread meanwhile."""
    shares: list[float] = []
    pauses: list[float] = []
    for _ in range(max(1, settings.starts // 2)):
        shell = shell_rates(environment, dataset, settings.epochs + 1, settings.encoder)
        seen = run_child(environment, "train", str(dataset), str(settings.epochs + 1), *settings.encoder)["trained"]
        shares.append(100 * statistics.median(seen["rates"]) / statistics.median(shell))
        pauses.append(seen["pause"])
    name = "training in the window, share of the speed from the shell"
    pause = Row("pause_place", "longest pause while training on its place", "ms", pauses, goal=50.0)
    return [Row("training_place", name, "%", shares, [100.0], "mmdesk train", goal=95.0, at_least=True), pause]


def shell_rates(environment: dict[str, str], dataset: Path, epochs: int, encoder: Sequence[str]) -> list[float]:
    """Samples per second of each epoch after the first."""
    out = Path(environment["HOME"]) / "shell.safetensors"
    command = [sys.executable, "-m", "mmdesk", "train", dataset, "--out", out, "--epochs", str(epochs), "--device", "cpu", "--json"]
    if encoder:
        command += ["--encoder", *encoder]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line["samples_per_second"] for line in map(json.loads, done.stdout.splitlines()) if "epoch" in line][1:]


def run_child(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Start the child program and wait for its end; its events by name, each with the seconds after its start."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, CHILD, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    events = {event["event"]: event for event in map(json.loads, done.stdout.splitlines())}
    wanted = {"bare": "shown", "start": "answered", "pauses": "pauses", "train": "trained", "table": "table"}[arguments[0]]
    if done.returncode != 0 or wanted not in events:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode} and saw {list(events)}: {done.stderr}")
    for event in events.values():
        event["after"] = event["time"] - start
    return events


def framebuffer(environment: dict[str, str]) -> Path:
    """Where the server of a `screen` keeps what is drawn."""
    return Path(environment["HOME"]) / "Xvfb_screen0"


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of a program with a screen and a home of its own; without Xvfb, Qt draws into memory."""
    home = Path(tempfile.mkdtemp(prefix="mmdesk-bench-"))
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    # People have their modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    server = None
    if xvfb := shutil.which("Xvfb"):
        read, write = os.pipe()
        command = [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-fbdir", str(home)]
        server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with open(read, encoding="ascii") as file:
            environment |= {"DISPLAY": f":{file.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    try:
        yield environment
    finally:
        if server:
            server.terminate()
            server.wait()
        shutil.rmtree(home, ignore_errors=True)
