"""mmdesk on a busy machine: how much longer training and answering take beside other programs."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench_rows import Row, Settings

CHILD = Path(__file__).with_name("bench_busy_child.py")
BUSY = ("busy",), ("busy",)


def busy_rows(settings: Settings, dataset: Path) -> list[Row]:
    """Quiet and busy in turns; each figure is the mean over the programs that were timed together."""
    epochs = str(2 * settings.epochs)
    ours, threads, answer = ("train", str(dataset), epochs), ("threads", str(dataset), epochs), ("answer", str(settings.answers))
    times: dict[str, list[float]] = {}
    timed((ours,))  # decodes the dataset, once for all
    for _ in range(settings.epochs):
        for key, programs, beside in (
            ("quiet", [ours], ()),
            ("threads", [threads], ()),
            ("beside", [ours], BUSY),
            ("two", [ours] * 2, ()),
            ("four", [ours] * 4, ()),
            ("answer", [answer], ()),
            ("answer_beside", [answer], BUSY),
        ):
            times.setdefault(key, []).append(timed(programs, beside))
    quiet, name = times["quiet"], "the same without"
    best = min(times["threads"])
    return [
        Row("quiet_training", f"{epochs} rounds of training", "s", quiet, times["threads"], "with PyTorch's own threads", best),
        row("busy_training", "training beside two programs that compute", times["beside"], quiet, name, 2.3),
        row("two_trainings", "two trainings at once", times["two"], quiet, "one alone", 2.2),
        row("four_trainings", "four trainings at once", times["four"], quiet, "one alone", 4.5),
        row("busy_answer", "answers beside two programs that compute", times["answer_beside"], times["answer"], name, 2.3),
    ]


def row(key: str, name: str, values: Sequence[float], floor: Sequence[float], floor_name: str, share: float) -> Row:
    """Seconds that may be so many times those of the floor."""
    goal = share * sorted(floor)[len(floor) // 2]
    return Row(key, f"{name}, at most {share} times", "s", values, floor, floor_name, goal)


def timed(programs: Sequence[tuple[str, ...]], beside: Sequence[tuple[str, ...]] = ()) -> float:
    """Mean seconds of programs that begin together, beside others that are there all the time."""
    started = [
        subprocess.Popen([sys.executable, CHILD, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for words in (*programs, *beside)
    ]
    try:
        for process in started:
            line_of(process)
        for process in reversed(started):
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        seconds = [float(line_of(process)) for process in started[: len(programs)]]
    finally:
        for process in started:
            process.kill()
            process.communicate()
    return sum(seconds) / len(seconds)


def line_of(process: "subprocess.Popen[str]") -> str:
    """What the program says next; a program that ended has said on the error stream why."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args} ended with {process.wait()}")
    return line
