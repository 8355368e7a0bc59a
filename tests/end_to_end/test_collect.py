"""From an empty program to examples in a project, with mouse and keyboard alone."""

import pytest
from end_to_end.conftest import ARTEFACTS
from patience import until

from mmdesk.core.datasets.read import read_dataset

STEMS = ("anna-0", "anna-3", "anna-7", "ben-1", "ben-4", "ben-9", "lin-2", "lin-5", "lin-8", "omar-3")
MAX_SECONDS = 60.0
"""Seconds of the processor that mmdesk may take while a person composes ten examples and it learns from each; it takes 10."""


@pytest.fixture(scope="module")
def desk(start, screen):
    desk = start()
    desk.is_ready()
    screen.xdotool("windowactivate", "--sync", desk.window)
    return desk


@pytest.fixture(scope="module")
def begun(desk, screen):
    """The desk with a project that holds ten examples, and the seconds that mmdesk computed for them."""
    screen.xdotool("windowsize", "--sync", desk.window, 1400, 900)  # all samples to try are in sight
    desk.press("Begin a project")
    desk.shows(lambda tree: tree.find("text", "Label of the example"), "the project is there")
    before = desk.computed()
    for count, stem in enumerate(STEMS, 1):
        desk.press(f"Try {stem}")
        tree = desk.shows(lambda tree: lies_there(tree, stem), f"{stem} lies on the desk")  # noqa: B023
        (field,) = tree.find("text", "Label of the example")
        screen.click(desk.middle(field))
        screen.key("ctrl+a")
        screen.type("even" if int(stem[-1]) % 2 == 0 else "odd")
        screen.key("ctrl+Return")
        desk.shows(lambda tree: any(text.startswith(f"{count} in ") for text in tree.texts()), f"{count} examples")  # noqa: B023
        desk.shows(lambda tree: has_learned(tree, count), f"{count} examples are learned from")  # noqa: B023
    seconds = desk.computed() - before
    screen.picture(ARTEFACTS / "collected.png")
    (ARTEFACTS / "collected.txt").write_text(f"{seconds:.1f} s\n")
    return seconds


def lies_there(tree, stem):
    """Whether the picture and the sound of a ready sample lie on the desk, and so do its words."""
    return all(any(text.startswith(f"{stem}.{ending}") for text in tree.texts()) for ending in ("png", "wav"))


def has_learned(tree, count):
    """Whether the card of learning counts so many examples, of which five are enough to answer."""
    counts = [text for text in tree.texts() if text.startswith(("even ", "odd ")) and text[-1].isdigit()]
    taught = sum(int(word) for text in counts for word in text.split() if word.isdigit())
    return taught == count and (count < 5 or any("teaches at once" in text for text in tree.texts()))


@pytest.fixture
def data(desk, begun, screen):
    """The place Data with the ten examples, all of them shown."""
    screen.xdotool("windowactivate", "--sync", desk.window)
    screen.key("alt+2")
    return desk.shows(lambda tree: {"10 examples", "10 selected of 10", "1 selected of 10"} & set(tree.texts()), "the table")


def table(desk):
    (path,) = desk.folder.rglob("manifest.csv")
    return path


def manifest(desk):
    return read_dataset(table(desk).parent)


def labels(desk):
    return [example.label for example in manifest(desk).examples]


def test_ten_examples_by_hand_cost_little(desk, begun):
    assert begun < MAX_SECONDS, begun
    until(lambda: len(table(desk).read_text().splitlines()) == 1 + len(STEMS), "all are saved")
    assert labels(desk) == ["even" if int(stem[-1]) % 2 == 0 else "odd" for stem in STEMS]
    for example in manifest(desk).examples:
        assert example.present == ("image", "text", "audio")
    assert desk.complaints == ""


def test_what_was_collected_answers_and_says_how_well(desk, begun, screen):
    tree = desk.shows(lambda tree: any("Judged by 10 examples" in text for text in tree.texts()), "it is judged")
    assert not any("100 %" in text for text in tree.texts())
    assert tree.find("button menu", "Model: Your examples")
    desk.press("Try omar-7")
    desk.shows(lambda tree: any(text.startswith("Class: ") for text in tree.texts()), "it is answered")
    tree = desk.shows(lambda tree: {"Class: odd", "Class: even"} & set(tree.texts()), "by what was collected")
    assert "not used" not in tree.texts(), "sounds are heard as well"
    screen.picture(ARTEFACTS / "learned.png")


def test_many_are_labelled_and_taken_back_by_keyboard(desk, data, screen):
    before = labels(desk)
    screen.key("ctrl+a")
    desk.press("Label")
    screen.key("Down", "Return")
    until(lambda: set(labels(desk)) == {before[0]}, "all have one label")
    screen.picture(ARTEFACTS / "labelled.png")
    screen.key("Escape", "ctrl+z")
    until(lambda: labels(desk) == before, "they have their own labels again")


def test_what_is_looked_for_is_shown(desk, data, screen):
    screen.key("ctrl+f")
    field = desk.one("text", "Find")
    until(lambda: desk.focused([field]), "one can type what to look for")
    screen.type("platform")
    desk.shows(lambda tree: {"1 of 10 examples", "1 selected of 1"} & set(tree.texts()), "the one with these words")
    screen.picture(ARTEFACTS / "found.png")
    screen.key("ctrl+a", "BackSpace")
    desk.shows(lambda tree: {"10 examples", "1 selected of 10"} & set(tree.texts()), "all again")


def test_problems_are_looked_for_and_nothing_changes(desk, data, screen):
    before = labels(desk)
    desk.press("Look for problems")
    desk.shows(lambda tree: tree.find("push button", "Look again"), "it has looked")
    screen.picture(ARTEFACTS / "problems.png")
    assert labels(desk) == before, "looking changes nothing"


def test_what_was_collected_is_there_after_a_kill(desk, data):
    desk.process.kill()
    desk.process.wait()
    assert len(manifest(desk).examples) == len(STEMS)
