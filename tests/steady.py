"""The same on every machine: tests share its cores among several processes, and mind no other program on them."""

import os
import signal
import sys
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import hypothesis
import pytest
from patience import SECONDS
from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent
LONG = "end_to_end", "test_bench.py", "cli", "engine"
"""Where the tests are that take longest."""
MAX_ID = 60
"""Characters of a parameter that may be in the name of a test."""

# One process a core is enough: PyTorch computes on one thread, and where it has several none of them waits by computing.
os.environ |= {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}

# Tests start many programs, which import PyTorch in a third of the time where Python keeps what it compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell that starts the tests in the background has them, and all that they start, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Without a clock and always with the same examples.
hypothesis.settings.register_profile(
    "mmdesk", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("mmdesk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bfloat16", choices=("on", "off"), help="compute as a processor that multiplies in bfloat16, or does not")


@pytest.hookimpl(trylast=True)  # PyTorch is late enough after `conftest` has given the tests a home
def pytest_configure(config: pytest.Config) -> None:
    """Make this processor one of the kind asked for; what the tests start as programs of their own keeps to the real one."""
    if wanted := config.getoption("--bfloat16"):
        import torch

        torch.cpu._is_avx512_bf16_supported = lambda: wanted == "on"
        torch.cpu._is_amx_tile_supported = lambda: wanted == "on"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Everything, or a folder, is run by one process a core (None); what was chosen by name by this one, which begins at once."""
    by_name = config.option.keyword or not any(Path(argument).is_dir() for argument in config.args)
    shown = config.option.capture == "no"  # no other process could print
    return 0 if by_name or shown else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the tests, begin with those that take long, so that none is waited for at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: next((n for n, room in enumerate(LONG) if item.path.is_relative_to(HERE / room)), len(LONG)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long values and bytes name no test: some are new in every process, as libsndfile writes the time into a sound."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > MAX_ID) else None


class PatientBot(QtBot):
    """pytest-qt's robot, which gives up after five seconds, with the limits of `patience`."""

    waitSignal = partialmethod(QtBot.waitSignal, timeout=round(1000 * SECONDS))  # noqa: N815 - Qt's names
    waitSignals = partialmethod(QtBot.waitSignals, timeout=round(1000 * SECONDS))  # noqa: N815
    waitUntil = partialmethod(QtBot.waitUntil, timeout=round(1000 * SECONDS))  # noqa: N815


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> Iterator[QtBot]:
    bot = PatientBot(request)
    yield bot
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    # After a click with Shift, Qt holds it down until the next event says otherwise: for the test that comes next.
    bot.keyRelease(QWidget(), Qt.Key.Key_Shift)
