"""A program that the benchmark starts and watches; prints what it saw as lines of JSON.

    bench_child.py bare                 a window of Qt with nothing in it
    bench_child.py start FILE ...       mmdesk with these files dropped into it, until the first answer is seen
    bench_child.py listen N             mmdesk: N seconds of listening to the microphone
    bench_child.py pauses DATASET N ENCODER ...   mmdesk: pauses of its GUI thread in each phase of N seconds
    bench_child.py train DATASET N ENCODER ...    mmdesk: N epochs on the place Train
    bench_child.py table SMALL LARGE N  mmdesk: a large table opened after a small one, looked through for N seconds

mmdesk runs as it is: `mmdesk.main.main` takes any factory of engines, and the window's public signals tell the rest.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def tell(**facts: object) -> None:
    print(json.dumps({"time": time.monotonic(), **facts}), flush=True)


def bare() -> None:
    """The least that a program with Qt does for a window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1180, 760)
    window.show()
    app.processEvents()
    tell(event="shown", torch="torch" in sys.modules)


def start(files: list[str]) -> None:
    """mmdesk until the answer to all of `files` is seen, or a minute has passed."""

    def watch() -> None:
        from bench_watcher import answer_seen

        answer_seen(len(files), lambda label: tell(event="answered", label=label))

    run(files, watch)


def pauses(dataset: str, seconds: str, *encoder: str) -> None:
    """mmdesk while it opens its model, idles, answers without end, and trains besides."""

    def watch() -> None:
        from bench_watcher import Pauses

        Pauses(Path(dataset), encoder, float(seconds), lambda found: tell(event="pauses", pauses=found))

    run([str(file) for file in (ROOT / "resources" / "samples").glob("anna-7.*")], watch)


def table(small: str, large: str, seconds: str) -> None:
    """mmdesk while a person looks through a long table."""

    def watch() -> None:
        from bench_table_watcher import Reader

        Reader(Path(small), Path(large), float(seconds), lambda found: tell(event="table", **found))

    run([], watch)


def listen(seconds: str) -> None:
    """mmdesk while it listens to the microphone."""

    def watch() -> None:
        from bench_microphone import Listened

        Listened(float(seconds), tell)

    run([], watch)


def train(dataset: str, epochs: str, *encoder: str) -> None:
    """mmdesk while it trains on its place."""

    def watch() -> None:
        from bench_train_watcher import Trainer

        Trainer(Path(dataset), encoder, int(epochs), lambda found: tell(event="trained", **found))

    run([], watch)


def run(files: list[str], watch: Callable[[], None]) -> None:
    """Run mmdesk; `watch` is called in the GUI thread as soon as the window is shown, while PyTorch is being imported."""
    from mmdesk import main
    from mmdesk.core.engine import Engine

    watching = False

    def factory(device: str) -> Engine:
        nonlocal watching
        if watching:  # the training has an engine of its own
            return main.make_engine(device)
        watching = True
        # The window asks for an engine when it is shown.
        tell(event="shown", torch="torch" in sys.modules)
        from bench_watcher import Bridge

        bridge = Bridge(watch)
        engine = main.make_engine(device)
        bridge.called.wait()
        return engine

    sys.exit(main.main(files, factory))


if __name__ == "__main__":
    PARTS = {"bare": bare, "start": lambda *files: start(list(files)), "pauses": pauses, "table": table}
    PARTS |= {"listen": listen, "train": train}
    PARTS[sys.argv[1]](*sys.argv[2:])
