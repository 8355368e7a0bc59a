"""A project under a name of one's own, which comes back; its examples as pictures; by mouse and keyboard alone."""

import shutil
import sys

import pytest
from end_to_end.conftest import ARTEFACTS, ROOT, SAMPLES
from end_to_end.program import Desk, started
from patience import until

STEMS = ("anna-0", "anna-3", "ben-1", "ben-4")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def again(screen, folder):
    """Starts mmdesk, each time as the same person."""

    def start(*arguments):
        return started(Desk, screen, folder, [sys.executable, "-m", "mmdesk", *arguments], ROOT)

    return start


def title(desk, screen):
    return screen.xdotool("getwindowname", desk.window)


def test_a_project_is_begun_filled_looked_at_and_comes_back(again, screen, folder):
    with again() as desk:
        desk.is_ready()
        screen.xdotool("windowactivate", "--sync", desk.window)
        field = desk.one("text", "Name of the project")
        screen.click(desk.middle(field))
        screen.key("ctrl+a")
        screen.type("numerals")
        screen.key("Return")
        label = desk.one("text", "Label of the example")
        until(lambda: desk.focused([label]), "the label can be typed at once")
        until(lambda: title(desk, screen) == "numerals · Your examples – mmdesk", "the title tells the project")
        for count, stem in enumerate(STEMS, 1):
            desk.press(f"Try {stem}")
            desk.shows(lambda tree: any(text.startswith(f"{stem}.wav") for text in tree.texts()), f"{stem} on the desk")  # noqa: B023
            screen.click(desk.middle(desk.one("text", "Label of the example")))
            screen.key("ctrl+a")
            screen.type("even" if int(stem[-1]) % 2 == 0 else "odd")
            screen.key("ctrl+Return")
            desk.shows(lambda tree: any(text.startswith(f"{count} in ") for text in tree.texts()), f"{count} examples")  # noqa: B023
        desk.press_close()
        assert desk.exit_code() == 0
    (manifest,) = folder.rglob("manifest.csv")
    assert manifest.parent.name == "numerals"
    assert "original_name" in manifest.read_text(encoding="utf-8-sig")
    assert "ben-4.png" in manifest.read_text(encoding="utf-8-sig")
    with again() as desk:
        desk.is_ready()
        until(lambda: title(desk, screen).startswith("numerals · "), "the project is open again")
        screen.xdotool("windowactivate", "--sync", desk.window)
        screen.key("alt+2")
        desk.shows(lambda tree: "4 examples" in tree.texts(), "its examples")
        screen.click(desk.middle(desk.one("check box", "Grid of pictures")))
        screen.click(desk.middle(desk.one("check box", "by class")))
        named = lambda tree: [node for node in tree.all() if node.name == "Examples as pictures"]  # noqa: E731
        grid = named(desk.shows(named, "the grid"))[0]
        screen.picture(ARTEFACTS / "grid.png")
        left, top, _, _ = screen.reader.place(desk._bus_name, grid)
        screen.double_click((left + 60, top + 90))
        desk.shows(lambda tree: tree.find("push button", "Next"), "the example is shown large")
        screen.picture(ARTEFACTS / "large.png")
        screen.key("Next", "Escape")
        desk.shows(lambda tree: "1 selected of 4" in tree.texts(), "it is selected")
        assert desk.complaints == ""


def test_an_own_photograph_after_a_sample_is_answered_alone(screen, tmp_path):
    own = tmp_path / "own.png"
    shutil.copyfile(SAMPLES / "lin-2.png", own)
    with started(Desk, screen, tmp_path, [sys.executable, "-m", "mmdesk"], ROOT) as desk:
        desk.is_ready()
        screen.xdotool("windowactivate", "--sync", desk.window)
        desk.press("Try anna-7")
        desk.answers(3, "7")
        with screen.clipboard(own, "image/png"):
            screen.key("ctrl+1", "ctrl+1")
            desk.press("Picture: Paste")
            desk.answers(1, "2")
        desk.press("Take the parts of the sample back")
        desk.answers(3)
        desk.press("New sample")
        desk.shows(lambda tree: "Drop a picture here, or paste one" in tree.texts(), "an empty desk")
        assert desk.complaints == ""
