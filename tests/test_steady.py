"""How tests are shared among processes, and what makes them mind no clock."""

import subprocess
import sys
import time
from pathlib import Path

import hypothesis
import pytest
import steady
from patience import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


@pytest.mark.parametrize(
    ("arguments", "workers"),
    [
        ([], None),
        (["room"], None),
        (["room", "room/test_one.py"], None),
        (["room/test_one.py"], 0),
        (["room/test_one.py::test_one"], 0),
        (["-k", "one"], 0),
        (["-s"], 0),
    ],
)
def test_what_is_chosen_by_name_runs_in_one_process(pytester, arguments, workers):
    (pytester.mkdir("room") / "test_one.py").touch()
    pytester.makeini("[pytest]\ntestpaths = room")
    assert steady.pytest_xdist_auto_num_workers(pytester.parseconfig(*arguments)) == workers


@pytest.mark.parametrize("asked", ["on", "off"])
def test_a_processor_of_either_kind_can_be_asked_for(request, monkeypatch, asked):
    import torch

    from mmdesk.engine.device import choose_device

    for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"):
        monkeypatch.setattr(torch.cpu, name, getattr(torch.cpu, name))  # put back afterwards
    monkeypatch.setattr(request.config.option, "bfloat16", asked)
    steady.pytest_configure(request.config)
    assert choose_device("cpu").bfloat16 == (asked == "on")


def test_what_python_compiles_is_kept_for_the_programs_that_tests_start(tmp_path):
    (tmp_path / "once.py").touch()
    command = [sys.executable, "-c", "import once; print(once.__spec__.cached)"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_file()


def test_bytes_and_long_words_are_not_in_the_names_of_tests():
    assert [steady.pytest_make_parametrize_id(value, "data") for value in (b"RIFF", "word " * 99)] == ["data", "data"]
    assert [steady.pytest_make_parametrize_id(value, "data") for value in ("seven", 7, None)] == [None] * 3


def test_no_example_of_hypothesis_has_a_limit_of_time():
    assert hypothesis.settings().deadline is None
    assert hypothesis.settings().derandomize


def test_what_does_not_happen_is_told():
    with pytest.raises(AssertionError, match=r"within 0.05 s: pigs fly. Last seen: \[\]"):
        until(list, "pigs fly", 0.05)
    assert until(lambda: 7, "seven") == 7


def test_what_happens_later_is_waited_for():
    at = time.monotonic() + 0.05
    assert until(lambda: time.monotonic() >= at, "a moment has passed")


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier])
def test_no_key_stays_down_for_the_test_that_comes_next(qtbot, modifier):
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    widget = QWidget()
    qtbot.addWidget(widget)
    qtbot.keyClick(widget, Qt.Key.Key_Right, modifier)
    assert QGuiApplication.keyboardModifiers() == modifier


def test_the_robot_of_qt_is_as_patient(qtbot):
    limits = {name: type(qtbot).__dict__[name].keywords["timeout"] for name in ("waitSignal", "waitSignals", "waitUntil")}
    assert set(limits.values()) == {60_000}
