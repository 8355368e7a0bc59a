"""A fault of ours, made by damaging an installed program while it runs."""

import shutil

import pytest
from end_to_end.conftest import ARTEFACTS, ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A copy of the program, to be damaged."""
    place = tmp_path_factory.mktemp("installed")
    for part in ("mmdesk", "resources"):
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def test_a_fault_is_told_in_one_dialog_and_the_program_goes_on(start, screen, installed):
    desk = start(place=installed)
    window = desk.is_ready() and desk.window
    (installed / "resources" / "themes" / "mmdesk.qss").unlink()
    screen.xdotool("windowactivate", "--sync", window)
    screen.key("alt+v")
    desk.shows(lambda tree: tree.find("menu item", "Dark"), "the menu View")
    screen.key("d")
    tree = desk.shows(lambda tree: "Something went wrong inside mmdesk." in tree.texts(), "the dialog")
    assert any(str(desk.folder / "state") in text for text in tree.texts()), "the place of the log"
    screen.picture(ARTEFACTS / "fault.png")
    (button,) = tree.find("push button", "Close")
    screen.click(desk.middle(button))
    desk.shows(lambda tree: "Something went wrong inside mmdesk." not in tree.texts(), "the dialog has gone")
    screen.xdotool("windowactivate", "--sync", window)
    screen.type("platform four")
    desk.answers(1, "4")
    desk.press_close()
    assert desk.exit_code() == 0
    assert "mmdesk.qss" in next((desk.folder / "state").rglob("mmdesk.log")).read_text()
