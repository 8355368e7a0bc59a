"""A long table of examples on Data: how soon it is there, how smoothly it scrolls and filters, what memory it takes."""

from pathlib import Path

from bench_data import make_dataset, make_table
from bench_rows import Row, Settings
from bench_window import run_child, screen

MAX_FILES, EACH_FILE = 1000, 20
"""Pictures and sounds of the long table, and rows of each where it is shorter."""


def table_rows(settings: Settings, scratch: Path) -> list[Row]:
    """All rows of the table; every run opens it in a new process."""
    small, large = scratch / "short", scratch / "long"
    make_dataset(small, 8, settings.picture)
    make_table(large, settings.rows, min(MAX_FILES, settings.rows // EACH_FILE))
    with screen() as environment:
        arguments = "table", str(small), str(large), str(settings.seconds)
        found = [run_child(environment, *arguments)["table"] for _ in range(max(1, settings.starts // 2))]
    values = {
        key: [run[key] for run in found] for key in ("opened", "read", "idle", "looking", "grid", "pictures", "editing", "memory")
    }
    name, floor = f"first rows of {settings.rows:,} rows", "to read the file as text"
    rest = "the same window at rest"
    pauses = {
        "": ("looking", "scrolling, filtering, sorting"),
        "_grid": ("grid", "scrolling pictures"),
        "_edit": ("editing", "labelling, deleting, undoing"),
    }
    return [
        Row("table_opened", name, "s", values["opened"], values["read"], floor, 2.0),
        Row("grid_pictures", "first pictures of as many", "s", values["pictures"], goal=1.0),
        *(
            Row(
                f"pause_table{end}",
                f"longest pause while {what}",
                "ms",
                values[phase],
                values["idle"],
                rest,
                50.0,
            )
            for end, (phase, what) in pauses.items()
        ),
        Row("table_memory", "memory for a row", "B", values["memory"], goal=1024.0),
    ]
