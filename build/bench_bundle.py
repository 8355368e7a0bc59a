"""The standalone program beside the source: both are started the same way and watched from outside, by what is on the screen."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from bench_rows import Row, Settings
from bench_window import ROOT, SAMPLE, framebuffer, screen
from numpy.typing import NDArray

GROUND, ACCENT = (0xF8, 0xF6, 0xF5), (0xB2, 0x72, 0x00)
"""Blue, green, red of the page and of an answer's bar in the light theme."""
LARGE, LONG = 40_000, 150
"""So many dots of the page are a window, so many of the bar in one line are an answer."""
LINES = 4
"""Every so many lines of the screen are looked at."""
PERIOD, PATIENCE = 0.004, 60.0


def bundle_rows(settings: Settings) -> Iterator[Row]:
    """Start to window and to answer; the floor is the source."""
    program = settings.bundle / ("mmdesk.exe" if sys.platform == "win32" else "mmdesk")
    source = [sys.executable, "-m", "mmdesk", *SAMPLE]
    times: dict[str, list[tuple[float, float]]] = {"bundle": [], "source": []}
    with screen() as environment:
        if settings.starts > 1:
            started([str(program), *SAMPLE], environment)  # what is read from the disk once is not counted
        for _ in range(settings.starts):
            times["bundle"].append(started([str(program), *SAMPLE], environment))
            times["source"].append(started(source, environment))
    names = ("window_of_bundle", "window drawn by the bundle", 0.7), ("answer_of_bundle", "first answer of the bundle", 3.0)
    for index, (key, name, goal) in enumerate(names):
        bundle, floor = ([pair[index] for pair in pairs] for pairs in times.values())
        yield Row(key, name, "s", bundle, floor, "the same from the source", goal)


def started(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the program to its window and to its first answer."""
    pixels = screen_pixels(framebuffer(environment))
    until(lambda: seen(pixels, GROUND).sum() == 0, "the screen is empty")
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        until(lambda: seen(pixels, GROUND).sum() > LARGE / LINES, f"{command[0]} shows its window")
        shown = time.monotonic() - start
        until(lambda: seen(pixels, ACCENT).sum(axis=1).max() > LONG, f"{command[0]} answers")
        return shown, time.monotonic() - start
    finally:
        process.kill()
        process.wait()


def screen_pixels(file: Path) -> NDArray[np.uint8]:
    """(lines, dots, 4) blue, green, red of the screen as it is at any time, from the X server's memory in XWD's format."""
    head = np.fromfile(file, dtype=">u4", count=25)
    size, width, height, line, colours = (int(head[index]) for index in (0, 4, 5, 12, 19))
    dots = np.memmap(file, mode="r", offset=size + 12 * colours, shape=(height, line))
    return dots.reshape(height, -1, 4)[::LINES, :width]


def seen(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    """(lines, dots) where this colour is."""
    return (pixels[..., 0] == colour[0]) & (pixels[..., 1] == colour[1]) & (pixels[..., 2] == colour[2])


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"This did not happen within {PATIENCE:.0f} s: {what}")
        time.sleep(PERIOD)
