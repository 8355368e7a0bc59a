"""The benchmark still measures everything it promises; its figures are not judged here."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[1] / "build"

ROWS = {
    "window": {"window_shown", "first_answer"},
    "pauses": {"pause_opening", "pause_answering", "pause_training", "pause_place", "training_place"},
    "bundle": {"window_of_bundle", "answer_of_bundle"},
    "table": {"table_opened", "pause_table", "pause_table_edit", "pause_table_grid", "grid_pictures", "table_memory"},
    "answers": {"prediction", "file_to_answer"},
    "collecting": {"collecting_first", "collecting_teaching", "collecting_16"},
    "busy": {"quiet_training", "busy_training", "two_trainings", "four_trainings", "busy_answer"},
    "training": {"training_ceiling", "training_throughput", "feature_cache", "data_wait", "augmentation"},
}
WITHOUT_FLOOR = {"pause_place", "table_memory", "grid_pictures", "data_wait", "augmentation"}


@pytest.fixture(scope="module")
def rows():
    spec = importlib.util.spec_from_file_location("bench_rows", BUILD / "bench_rows.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_rows"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["bench_rows"]


@pytest.fixture
def bundle(tmp_path):
    """The folder of a program that starts as the standalone one does."""
    program = tmp_path / "mmdesk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mmdesk "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("part", ROWS)
def test_every_figure_is_measured(part, bundle):
    command = [sys.executable, BUILD / "bench.py", "--quick", "--json", "--only", part, "--bundle", bundle]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    measured = {row["key"]: row for row in document["rows"]}
    assert set(measured) == ROWS[part]
    for key, row in measured.items():
        assert row["median"] > 0
        assert row["runs"] >= 1
        if key not in WITHOUT_FLOOR:
            assert row["floor"] > 0
            assert row["ratio"] == pytest.approx(row["median"] / row["floor"])
    if part == "bundle":
        assert measured["window_of_bundle"]["median"] < measured["answer_of_bundle"]["median"]
    if part == "window":
        assert measured["window_shown"]["broken"] == "", "PyTorch is imported before the window is shown"
        assert measured["window_shown"]["median"] < measured["first_answer"]["median"]


def test_goals_bound_the_median_and_the_bad_end(rows):
    times = [1.0] * 15 + [9.0] * 5
    assert rows.Row("k", "n", "ms", times, goal=2.0).met
    assert not rows.Row("k", "n", "ms", times, goal=2.0, goal_p95=8.0).met
    assert not rows.Row("k", "n", "ms", times, goal=0.5).met
    assert not rows.Row("k", "n", "ms", times, goal=2.0, broken="not so").met
    assert rows.Row("k", "n", "1/s", times, goal=1.0, at_least=True).met
    assert not rows.Row("k", "n", "1/s", times, goal=1.5, at_least=True).met
    assert rows.Row("k", "n", "1/s", times).met is None


def test_percentiles(rows):
    values = [float(value) for value in range(1, 101)]
    assert rows.percentile(values, 0.95) == 95
    assert rows.percentile(values, 0.05) == 5
    assert rows.percentile([3.0], 0.95) == 3


def test_the_table_says_floor_ratio_and_what_was_missed(rows):
    good = rows.Row("a", "quick thing", "ms", [4.0, 4.0], [2.0, 2.0], "the least", goal=5.0)
    bad = rows.Row("b", "slow thing", "s", [1234.0], goal=1.0)
    header, first, second = rows.table([good, bad]).splitlines()
    assert header.split() == ["median", "p95", "unit", "goal", "met", "floor", "ratio", "what", "the", "floor", "is"]
    assert first.split() == ["quick", "thing", "4", "4", "ms", "<=", "5", "yes", "2", "2.00", "the", "least"]
    assert second.split() == ["slow", "thing", "1,234", "s", "<=", "1", "NO"]
