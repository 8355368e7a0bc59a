"""How the program starts and how it ends, whatever it is doing."""

import resource
import signal

import pytest
from end_to_end.conftest import ARTEFACTS, SAMPLES
from patience import until


def test_files_on_the_command_line_are_answered_once_the_engine_is_ready(start, screen):
    desk = start(*SAMPLES.glob("omar-6.*"))
    desk.shows(lambda tree: any(text.startswith("omar-6.png") for text in tree.texts()), "the picture")
    desk.answers(3, "6")
    screen.picture(ARTEFACTS / "command-line.png")
    desk.interrupt()  # as Ctrl-C in a terminal does
    assert (desk.exit_code(), desk.complaints) == (0, "")


@pytest.mark.parametrize("end", ["press_close", "interrupt"])
def test_it_ends_cleanly_while_the_engine_is_being_imported(start, end):
    desk = start(*SAMPLES.glob("omar-6.*"))
    desk.shows(lambda tree: tree.find("button menu", "Model: opening"), "a window without a model")
    getattr(desk, end)()
    assert (desk.exit_code(), desk.complaints) == (0, "")


def test_a_crash_of_the_process_is_logged_with_its_place(start):
    desk = start()
    until(lambda: desk.window, "a window")
    resource.prlimit(desk.pid, resource.RLIMIT_CORE, (0, 0))  # no file of its memory
    desk.process.send_signal(signal.SIGSEGV)
    assert desk.exit_code() == -signal.SIGSEGV
    (log,) = (desk.folder / "state").rglob("crash.log")
    assert "Fatal Python error: Segmentation fault" in log.read_text()
    assert "application.py" in log.read_text()
