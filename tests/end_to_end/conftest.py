"""A real screen, and mmdesk on it as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from end_to_end.program import Desk, Program, started
from end_to_end.screen import Screen, missing_programs, open_screen
from virtual_sound import SoundSystem

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts" / "end_to_end"
"""Pictures of the screen, kept after the run."""
SAMPLES = ROOT / "resources" / "samples"
collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]  # they drive a screen of X11
DRAG_SOURCE = Path(__file__).with_name("drag_source.py")


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory, sound_system: SoundSystem) -> Iterator[Screen]:
    """A screen, and a microphone, for every program that is started on it."""
    if missing := missing_programs():
        # Where all checks have to pass, none may be left out without a word.
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"{', '.join(missing)} must be installed: python3 dev.py setup")
    with open_screen(tmp_path_factory.mktemp("screen")) as opened:
        yield opened


@pytest.fixture(scope="module")
def start(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Desk]]:
    """Starts the mmdesk of `place` with these arguments; what still runs after the module's tests is killed."""
    with ExitStack() as stack:

        def start(*arguments: str | Path, place: Path = ROOT) -> Desk:
            command = [sys.executable, "-m", "mmdesk", *arguments]
            return stack.enter_context(started(Desk, screen, tmp_path_factory.mktemp("desk"), command, place))

        yield start


@pytest.fixture(scope="module")
def drag_from(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Program]]:
    """Starts a second program from whose window files can be dragged, one row for each group of files."""
    with ExitStack() as stack:

        def start(*rows: Sequence[Path]) -> Program:
            files = [":".join(map(str, row)) for row in rows]
            command = [sys.executable, DRAG_SOURCE, *files]
            return stack.enter_context(started(Program, screen, tmp_path_factory.mktemp("source"), command, ROOT))

        yield start


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a picture of the screen on which a test failed."""
    outcome = yield
    report = outcome.get_result()
    shown = getattr(item, "funcargs", {}).get("screen")
    if report.failed and report.when == "call" and shown:
        try:
            shown.picture(ARTEFACTS / f"failed-{item.name}.png")
        except (OSError, subprocess.SubprocessError) as error:
            # The screen may be what failed; the test's own failure is told all the same.
            report.sections.append(("Screen", f"No picture could be taken: {error}"))
