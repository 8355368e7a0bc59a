import io
import os
import subprocess
import sys

import pytest
from patience import until

from mmdesk import bootstrap

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the traps tried here are of Linux")


def test_missing_streams_are_replaced(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    bootstrap.mend_streams()
    assert sys.stdout.write("to nowhere")
    assert sys.stderr.write("to nowhere")
    for stream in (sys.stdout, sys.stderr):
        assert stream.name == os.devnull
        stream.close()


def test_no_character_stops_a_message(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stderr", stream)
    bootstrap.mend_streams()
    sys.stderr.write("七 \udcff")
    sys.stderr.flush()
    assert stream.buffer.getvalue() == b"\\u4e03 \\udcff"


def test_a_native_crash_is_logged(tmp_path):
    code = (
        "import faulthandler, sys; from mmdesk import bootstrap; bootstrap.log_crashes(__import__('pathlib').Path(sys.argv[1]))\n"
    )
    code += "import ctypes; ctypes.string_at(0)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "crash.log")], capture_output=True, text=True, check=False)
    assert done.returncode < 0
    assert "Segmentation fault" in (tmp_path / "crash.log").read_text()


def test_pytorch_is_imported_without_stops():
    code = """
import gc, pathlib, sys
from mmdesk import bootstrap
with bootstrap.without_stops():
    if sys.platform == "linux":
        assert "libtorch_cpu" in pathlib.Path("/proc/self/maps").read_text()
    assert not gc.isenabled() and "torch" not in sys.modules
    import torch
assert gc.isenabled() and gc.get_freeze_count() > 100_000
with bootstrap.without_stops():
    assert gc.isenabled(), "the second time there is nothing to do"
assert float((torch.ones(3) @ torch.ones(3)).exp().log()) > 2.9
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_is_collected_until_the_last_thread_has_made_its_objects():
    code = """
import contextlib, gc
from mmdesk import bootstrap
with bootstrap.without_collecting():
    with bootstrap.without_collecting():
        assert not gc.isenabled()
    assert not gc.isenabled(), "the other one makes some still"
assert gc.isenabled()
with contextlib.suppress(KeyError), bootstrap.without_collecting():
    raise KeyError
assert gc.isenabled()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_collected_by_hand_ends_in_the_thread_that_does_it():
    code = """
import gc, threading
from mmdesk import bootstrap
ended = []
class Cycle:
    def __init__(self):
        self.own = self
    def __del__(self):
        ended.append(threading.current_thread())
def make():
    Cycle()
    kept = [[] for _ in range(100_000)]  # which Python itself would look through many times
with bootstrap.collecting_by_hand() as collect:
    collect()
    gc.collect()
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert not ended
    Cycle()
    with bootstrap.without_collecting():
        kept = [[] for _ in range(100_000)]
        collect()
        assert not ended, "another makes objects that have no cycles"
    collect()
    assert ended == [threading.main_thread()] * 2
assert gc.isenabled()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_libraries_that_are_not_there_are_named_by_package():
    assert bootstrap.missing({"libc.so.6": "libc6", "libgone.so.1": "libgone1"}) == ("libgone1",)


@pytest.mark.parametrize(
    ("environment", "all_of_x11"),
    [({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, False), ({"QT_QPA_PLATFORM": "offscreen"}, False)],
)
def test_libraries_of_x11_are_needed_only_there(monkeypatch, environment, all_of_x11):
    as_on(monkeypatch, environment)
    assert ("libxcb-cursor.so.0" in bootstrap.needed_libraries()) == all_of_x11
    assert ("libwayland-cursor.so.0" in bootstrap.needed_libraries()) == ("WAYLAND_DISPLAY" in environment)
    assert "libEGL.so.1" in bootstrap.needed_libraries()


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ":987"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_display_is_found_before_qt_looks_for_it(monkeypatch, environment, shown):
    as_on(monkeypatch, environment)
    assert bootstrap.has_display() == shown


def as_on(monkeypatch, environment):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


def test_a_message_is_shown_by_the_first_program_that_the_desktop_has(monkeypatch, tmp_path):
    shown = tmp_path / "shown"
    (tmp_path / "xmessage").write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {shown}.new\nmv {shown}.new {shown}\n')
    (tmp_path / "xmessage").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(bootstrap, "MESSAGES", bootstrap.MESSAGES[2:])
    bootstrap.show_message("The window needs {libraries} & more.")
    until(shown.exists, "the message is shown")
    assert shown.read_text() == "-center|The window needs {libraries} & more.|"


def test_a_desktop_without_such_a_program_shows_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    bootstrap.show_message("Nobody sees this.")


@pytest.mark.parametrize(("chosen", "number"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_numpy_has_one_thread_unless_the_person_chose(monkeypatch, chosen, number):
    monkeypatch.setattr(os, "environ", dict(chosen))
    bootstrap.keep_numpy_to_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == number
