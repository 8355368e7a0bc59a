"""From a folder of examples to a trained, judged and used model, by mouse and keyboard."""

import numpy as np
import pytest
from end_to_end.conftest import ARTEFACTS
from end_to_end.screen import until
from end_to_end.test_mouse import RIGHT_OF_SOURCE, drag
from PIL import Image

COLOURS = {"red": (200, 30, 30), "green": (30, 200, 30)}
EACH = 24
MINUTES = 240.0
"""How long a training may take, on a machine that does much else."""


@pytest.fixture(scope="module")
def colours(tmp_path_factory):
    """Class folders with a picture and a sentence for each sample."""
    folder = tmp_path_factory.mktemp("data") / "colours"
    random = np.random.default_rng(0)
    for label, colour in COLOURS.items():
        (folder / label).mkdir(parents=True)
        for number in range(EACH):
            pixels = np.array(colour) + random.normal(0, 20, (24, 24, 3))
            Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(folder / label / f"{number}.png")
            (folder / label / f"{number}.txt").write_text(f"number {number} looks {label} to me")
    return folder


@pytest.fixture(scope="module")
def source(drag_from, colours):
    return drag_from([colours])


@pytest.fixture(scope="module")
def desk(start, screen, source):
    desk = start()
    screen.xdotool("windowmove", "--sync", until(lambda: desk.window, "the window of mmdesk"), *RIGHT_OF_SOURCE)
    desk.is_ready()
    return desk


def press(desk, name, tree=None):
    (button,) = [node for node in (tree or desk.tree()).find("push button", name) if node.name == name]
    desk.screen.click(desk.middle(button))


def test_a_model_is_trained_judged_and_used(desk, screen, source, colours):
    screen.key("alt+3")
    desk.shows(lambda tree: any(text.startswith("Drop the folder") for text in tree.texts()), "the empty place Train")
    screen.picture(ARTEFACTS / "train-empty.png")
    drag(source, colours.name, desk, "Data")
    desk.shows(lambda tree: any("2 classes: green, red" in text for text in tree.texts()), "what is in the folder")
    (quick,) = desk.tree().find("radio button", "quick")
    screen.click(desk.middle(quick))
    press(desk, "Train")
    desk.shows(lambda tree: any(text.startswith("round ") for text in tree.texts()), "the first rounds", MINUTES)
    screen.picture(ARTEFACTS / "train-runs.png")
    desk.shows(lambda tree: any(text.startswith("done · validation accuracy") for text in tree.texts()), "the end", MINUTES)
    screen.picture(ARTEFACTS / "train-done.png")

    press(desk, "Judge it")
    tree = desk.shows(lambda tree: any(text.startswith("Accuracy ") for text in tree.texts()), "the judgement", MINUTES)
    assert any(text.startswith(("Fusion helps", "Fusion makes no clear difference")) for text in tree.texts())
    screen.picture(ARTEFACTS / "judged.png")

    screen.key("alt+3")
    press(desk, "Use it", desk.shows(lambda tree: tree.find("push button", "Use it"), "the trainings"))
    desk.shows(lambda tree: any("samples of 2 classes" in text for text in tree.texts()), "the card of the model")
    screen.picture(ARTEFACTS / "card.png")
    screen.key("Escape")
    screen.key("alt+1")
    desk.shows(lambda tree: any("It tells apart: green, red." in text for text in tree.texts()), "the place Classify")
    screen.type("number 3 looks red to me")
    desk.answers(1, "red")
    assert desk.complaints == ""
