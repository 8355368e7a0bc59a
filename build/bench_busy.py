"""mmdesk on a busy machine: how much longer training and answering take beside other programs."""

import contextlib
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench_rows import Row, Settings

CHILD = Path(__file__).with_name("bench_busy_child.py")

Program = subprocess.Popen[str]


def busy_rows(settings: Settings, dataset: Path) -> list[Row]:
    """Quiet and busy in turns; each figure is the mean over the programs that were timed together."""
    epochs = str(2 * settings.epochs)
    times: dict[str, list[float]] = {}
    with contextlib.ExitStack() as stack:
        # The first one decodes the dataset, once for all.
        ours = [stack.enter_context(program("train", str(dataset), epochs)) for _ in range(4)]
        threads = stack.enter_context(program("threads", str(dataset), epochs))
        answer = stack.enter_context(program("answer", str(settings.answers)))
        for _ in range(settings.epochs):
            for key, timed in (
                ("quiet", ours[:1]),
                ("threads", [threads]),
                ("two", ours[:2]),
                ("four", ours),
                ("answer", [answer]),
            ):
                times.setdefault(key, []).append(seconds(timed))
            with program("busy") as one, program("busy") as other:
                begin([one, other])
                for key, timed in (("beside", ours[:1]), ("answer_beside", [answer])):
                    times.setdefault(key, []).append(seconds(timed))
    quiet, name, today = times["quiet"], "the same without", statistics.median(times["threads"])
    return [
        Row("quiet_training", f"{epochs} rounds of training", "s", quiet, times["threads"], "with PyTorch's own threads", today),
        row("busy_training", "training beside two programs that compute", times["beside"], quiet, name, 2.3),
        row("two_trainings", "two trainings at once", times["two"], quiet, "one alone", 2.2),
        row("four_trainings", "four trainings at once", times["four"], quiet, "one alone", 4.5),
        row("busy_answer", "answers beside two programs that compute", times["answer_beside"], times["answer"], name, 2.3),
    ]


def row(key: str, name: str, values: Sequence[float], floor: Sequence[float], floor_name: str, share: float) -> Row:
    """Seconds that may be so many times those of the floor."""
    goal = share * statistics.median(floor)
    return Row(key, f"{name}, at most {share} times", "s", values, floor, floor_name, goal)


@contextlib.contextmanager
def program(*words: str) -> Iterator[Program]:
    """A program that is ready to work, until the context is left."""
    process = subprocess.Popen([sys.executable, CHILD, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line_of(process)
        yield process
    finally:
        process.kill()
        process.communicate()


def begin(programs: Sequence[Program]) -> None:
    """Let them work."""
    for process in programs:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()


def seconds(programs: Sequence[Program]) -> float:
    """Mean seconds of programs that begin together."""
    begin(programs)
    return sum(float(line_of(process)) for process in programs) / len(programs)


def line_of(process: Program) -> str:
    """What the program says next; a program that ended has said on the error stream why."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args} ended with {process.wait()}")
    return line
