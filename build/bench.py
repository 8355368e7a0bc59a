"""Measure the speed of mmdesk, each figure beside the least that this machine needs for the same.

The figures are medians of several runs, taken in turns with their floors: on a machine that also does other things, look at
the ratio. Nothing of the person's own settings and caches is read or written.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench_rows import Row, Settings, shown, table  # noqa: E402

BUNDLE = ROOT / "dist" / "mmdesk"
PARTS = ("window", "pauses", "bundle", "table", "answers", "listening", "collecting", "training", "busy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table or the JSON; the exit code is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--data", type=Path, help="dataset to train on; without it, one is made: JPEG pictures, words, sounds")
    parser.add_argument("--words", type=Path, help="dataset whose test sounds are spoken; without it, the samples of mmdesk")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="folder of the standalone program (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this part; may be repeated")
    parser.add_argument("--quick", action="store_true", help="only see that everything is measured: the figures mean nothing")
    args = parser.parse_args(arguments)
    settings = Settings(args.data, words=args.words, bundle=args.bundle)
    if args.quick:
        settings = Settings.quick(args.data, args.bundle)
    if args.quick and hasattr(os, "sched_setaffinity"):
        # Threads that wait for each other take ten times as long on a machine that does other things too.
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    scratch = Path(tempfile.mkdtemp(prefix="mmdesk-bench-"))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(scratch / name.lower())
    try:
        rows = []
        for row in measured(settings, args.only or PARTS, scratch):
            rows.append(row)
            say(f"{row.name}: {shown(row.median)} {row.unit}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(json.dumps(document(rows)) if args.json else table(rows))
    return 0


def measured(settings: Settings, parts: Sequence[str], scratch: Path) -> Iterator[Row]:
    """All rows of these parts, each part with what it needs; PyTorch is imported after the window was timed."""
    from bench_data import make_dataset, make_photograph

    dataset = settings.data or scratch / "data"
    if settings.data is None and set(parts) & {"pauses", "training", "busy"}:
        say("making a dataset")
        make_dataset(dataset, settings.samples, settings.picture)
    if "window" in parts:
        from bench_window import start_rows

        say("opening windows")
        yield from start_rows(settings)
    if "pauses" in parts:
        from bench_window import life_rows

        say("watching a window at work")
        yield from life_rows(settings, dataset)
    if "bundle" in parts:
        from bench_bundle import bundle_rows

        if settings.bundle.is_dir():
            say("starting the bundle")
            yield from bundle_rows(settings)
        else:
            say(f"{settings.bundle} is not there, so the bundle is left out; dev.py package makes it")
    if "table" in parts:
        from bench_table import table_rows

        say("looking through a long table")
        yield from table_rows(settings, scratch)
    if "answers" in parts:
        from bench_answers import answer_rows

        say("predicting")
        yield from answer_rows(settings, make_photograph(scratch / "photograph.jpg"))
    if "listening" in parts:
        from bench_listening import listening_rows

        say("listening")
        yield from listening_rows(settings)
    yield from learning(settings, parts, dataset, scratch)


def learning(settings: Settings, parts: Sequence[str], dataset: Path, scratch: Path) -> Iterator[Row]:
    """The rows of learning at once, and of training, alone and beside other programs."""
    if "collecting" in parts:
        from bench_collecting import collecting_rows

        say("learning while examples are collected")
        yield from collecting_rows(settings, scratch)
    if "training" in parts:
        from bench_training import training_rows

        say("training")
        yield from training_rows(settings, dataset, scratch)
    if "busy" in parts:
        from bench_busy import busy_rows

        say("training beside other programs")
        yield from busy_rows(settings, dataset)


def document(rows: list[Row]) -> dict[str, object]:
    machine = {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}
    return {"machine": machine, "rows": [row.as_json() for row in rows]}


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
