"""Small, fine and large screens, with mouse and keyboard: the window fits, and all of it can be reached."""

import sys
from contextlib import contextmanager

import pytest
from end_to_end.conftest import ARTEFACTS, ROOT, SAMPLES
from end_to_end.program import Desk, started
from end_to_end.screen import open_screen
from patience import until

SCREENS = {"1024x600": 1.0, "1366x768": 1.5, "1440x960": 1.0, "3840x2160": 2.0}
LOOKS = (("en", "light"), ("zh_CN", "dark"))
LEAST = 800, 480
TITLE_BAR = 20
"""Of openbox, at least, in pixels."""
HELP = {"en": "Keys", "zh_CN": "快捷键"}
TITLES = {"en": ("Classify", "Data", "Train", "Judge"), "zh_CN": ("分类", "数据", "训练", "评估")}


@contextmanager
def desk_on(tmp_path, size, scale, language, theme):
    """A new mmdesk on a screen of this size."""
    folder = tmp_path / "desk"
    (folder / "config" / "mmdesk").mkdir(parents=True)
    settings = f"[window]\nlanguage={language}\nappearance={theme}\n"
    (folder / "config" / "mmdesk" / "mmdesk.ini").write_text(settings, encoding="utf-8")
    with open_screen(tmp_path, f"{size}x24") as screen:
        screen.environment["QT_SCALE_FACTOR"] = str(scale)
        command = [sys.executable, "-m", "mmdesk", *SAMPLES.glob("anna-7.*")]
        with started(Desk, screen, folder, command, ROOT) as desk:
            yield desk, screen


def geometry(desk, screen, window=""):
    """Left, top, width and height of a window in pixels of the screen; nothing while it is not managed yet."""
    words = dict(line.split("=") for line in screen.xdotool("getwindowgeometry", "--shell", window or desk.window).splitlines())
    return tuple(int(words[name]) for name in ("X", "Y", "WIDTH", "HEIGHT") if name in words)


@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("size", SCREENS)
def test_the_window_fits_and_shows_all_its_places(tmp_path, size, language, theme):
    scale, (wide, high) = SCREENS[size], map(int, size.split("x"))
    with desk_on(tmp_path, size, scale, language, theme) as (desk, screen):
        # Until then the window may still be given its first size.
        desk.shows(lambda tree: TITLES[language][0] in tree.texts(), "the first place")
        _, _, width, height = until(lambda: geometry(desk, screen), "a window")
        assert width <= wide
        assert height <= high
        screen.xdotool("windowactivate", "--sync", desk.window)
        least = [round(side * scale) for side in LEAST]

        def shrunk():
            """The window manager may not have heard of the window when it is asked first."""
            screen.xdotool("windowsize", desk.window, 100, 100)
            return geometry(desk, screen)[2:] == tuple(least)

        until(shrunk, f"as small as may be, {least}")
        for number, title in enumerate(TITLES[language], 1):
            screen.key(f"alt+{number}")
            desk.shows(lambda tree: title in tree.texts(), title)  # noqa: B023 - called here
            screen.picture(ARTEFACTS / "screens" / f"{size}-{language}-{theme}-{number}.png")
        screen.key("F1")
        desk.shows(lambda tree: tree.find("page tab", HELP[language]), "the help")
        screen.picture(ARTEFACTS / "screens" / f"{size}-{language}-{theme}-help.png")
        for window in screen.xdotool("search", "--onlyvisible", "--pid", desk.pid, "--name", ".").split():
            _, _, width, height = geometry(desk, screen, window)
            assert width <= wide
            assert height <= high - TITLE_BAR, "its buttons can be reached"
        assert desk.complaints == ""
