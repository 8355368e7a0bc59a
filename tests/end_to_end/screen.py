"""A screen of our own: X server, window manager, bus of accessibility, mouse, keyboard and clipboard."""

import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from end_to_end.reader import Reader
from mortal import mortal
from patience import SECONDS, until

PROGRAMS = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "xclip", "import")
SIZE = "1440x960x24"
KEYCODES = {"F1": 67}
"""Keys by their place on the keyboard (evdev): by name, xdotool holds Alt down besides where the keymap is newer than it."""
STEPS = 8
"""Places in which the mouse is seen on its way."""

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""
"""A bus that starts no services of the system."""

QUICK = "11"
"""ImageMagick's words for a PNG that is packed least, which takes half of the time; nothing is lost."""

Point = tuple[int, int]


class Screen:
    """A screen that shows windows. `environment` lets a program show its windows there."""

    def __init__(self, environment: dict[str, str], reader: Reader) -> None:
        self.environment = environment
        self.reader = reader

    def xdotool(self, *arguments: str | int) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=SECONDS)
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press and release keys such as "ctrl+n"."""
        self.xdotool("key", *(KEYCODES.get(key, key) for key in keys))

    def type(self, words: str) -> None:
        self.xdotool("type", "--delay", 5, words)

    def click(self, point: Point) -> None:
        self.xdotool("mousemove", *point, "click", 1)

    def double_click(self, point: Point) -> None:
        self.xdotool("mousemove", *point, "click", "--repeat", 2, "--delay", 60, 1)

    def wheel(self, point: Point, clicks: int) -> None:
        """Turn the wheel there, down or, with a number below 0, up."""
        self.xdotool("mousemove", *point, "click", "--repeat", abs(clicks), "--delay", 30, 5 if clicks > 0 else 4)

    def press(self, point: Point) -> None:
        self.xdotool("mousemove", *point, "mousedown", 1)

    def release(self) -> None:
        self.xdotool("mouseup", 1)

    def glide(self, start: Point, end: Point) -> None:
        """Move the mouse in steps, as a hand does."""
        steps = [[round(a + (b - a) * step / STEPS) for a, b in zip(start, end, strict=True)] for step in range(1, STEPS + 1)]
        self.xdotool(*itertools.chain.from_iterable(("mousemove", *step) for step in steps))

    def picture(self, file: Path) -> None:
        """Keep what the screen shows."""
        file.parent.mkdir(parents=True, exist_ok=True)
        command = ["import", "-quality", QUICK, "-window", "root", str(file)]
        subprocess.run(command, env=self.environment, check=True, timeout=SECONDS)

    @contextmanager
    def clipboard(self, file: Path, kind: str) -> Iterator[None]:
        """Hold the contents of `file`, of this MIME type, for others to paste."""
        command = ["xclip", "-quiet", "-selection", "clipboard", "-t", kind, "-i", str(file)]
        with running(command, self.environment, subprocess.DEVNULL):
            offered = ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"]
            ask = lambda: subprocess.run(offered, env=self.environment, capture_output=True, text=True, check=False).stdout  # noqa: E731
            until(lambda: kind in ask(), f"{file} is in the clipboard")
            yield


@contextmanager
def open_screen(folder: Path, size: str = SIZE) -> Iterator[Screen]:
    """Start a screen that nobody else uses; `folder` is for its logs. The programs end with it."""
    environment = {name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "XAUTHORITY"}}
    with ExitStack() as stack, open(folder / "screen.log", "w") as log:
        display = stack.enter_context(announced(partial(x_server, size), environment, log))
        environment |= {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        address = stack.enter_context(announced(partial(bus, folder), environment, log))
        environment |= {"AT_SPI_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
        environment |= {"QT_LOGGING_RULES": "qt.accessibility.atspi=false"}  # the bus has no registry, which Qt tells
        reader = Reader(address, SECONDS)
        stack.callback(reader.close)
        screen = Screen(environment, reader)
        stack.enter_context(running(["openbox", "--sm-disable"], environment, log))
        until(lambda: screen.xdotool("get_num_desktops").strip("0"), "openbox manages the windows")  # without it there are 0
        yield screen


def x_server(size: str, descriptor: int) -> list[str]:
    # Without -noreset it begins anew whenever its last program has left it: one that comes at that moment, openbox, ends.
    return ["Xvfb", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-displayfd", str(descriptor)]


def bus(folder: Path, descriptor: int) -> list[str]:
    configuration = folder / "bus.conf"
    configuration.write_text(BUS_CONFIGURATION.format(folder=folder))
    return ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", f"--print-address={descriptor}"]


@contextmanager
def running(command: Sequence[str], environment: dict[str, str], log: object, **settings: object) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(mortal(command), env=environment, stdout=log, stderr=log, **settings)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def announced(command: Callable[[int], Sequence[str]], environment: dict[str, str], log: object) -> Iterator[str]:
    """Run a program that writes a line into a descriptor when it is ready; gives the line."""
    out, into = os.pipe()
    with open(out) as lines, running(command(into), environment, log, pass_fds=[into]):
        os.close(into)
        line = lines.readline().strip()
        assert line, f"{command(into)[0]} did not start"
        yield line


def missing_programs() -> list[str]:
    return [program for program in PROGRAMS if not shutil.which(program)]
