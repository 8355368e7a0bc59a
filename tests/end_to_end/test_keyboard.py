"""The keyboard alone is enough."""

import pytest
from end_to_end.conftest import ARTEFACTS, SAMPLES
from end_to_end.reader import CHECKED, Node
from patience import until

CARDS = {"1": "Picture", "2": "Words", "3": "Sound"}
OTHER_PLACES = {"Data", "Train", "Judge"}
"""Tab reaches the place that is shown; the arrows and Alt with a digit lead to the others."""


@pytest.fixture(scope="module")
def running_desk(start):
    desk = start(*SAMPLES.glob("omar-6.*"))
    desk.answers(3, "6")
    # Once the answer is kept, there are more buttons.
    until(lambda: "All earlier answers" in [node.name for node in desk.controls()], "the answer is kept")
    return desk


@pytest.fixture
def desk(running_desk, screen):
    """Mmdesk in front, with the keyboard where a new window has it: in the words."""
    screen.xdotool("windowactivate", "--sync", running_desk.window)
    field = running_desk.one("text", "Words")
    until(lambda: running_desk.focused([field]), "the words have the keyboard")
    return running_desk


def travel(desk, key: str, most: int) -> list[Node]:
    """Press a key until the keyboard is back where it was; the places that had it, in their order."""
    controls = desk.controls()
    here = first = until(lambda: desk.focused(controls), "something has the keyboard")
    places = [first]
    while len(places) <= most:
        desk.screen.key(key)
        here = until(lambda: (now := desk.focused(controls)) and now != here and now, f"{key} moves on from {here.name}")  # noqa: B023
        if here == first:
            return places
        places.append(here)
    raise AssertionError(f"{key} does not come back to {first.name}: {[place.name for place in places]}")


def test_tab_reaches_every_control_and_shift_tab_goes_back(desk):
    controls = [node.name for node in desk.controls() if node.name not in OTHER_PLACES]
    reached = [node.name for node in travel(desk, "Tab", 2 * len(controls))]
    assert sorted(controls) == sorted(reached)
    back = [node.name for node in travel(desk, "shift+Tab", 2 * len(controls))]
    assert [back[0], *back[:0:-1]] == reached


@pytest.mark.parametrize(("digit", "place"), [("2", "Data"), ("3", "Train"), ("4", "Judge")])
def test_alt_and_a_digit_lead_to_a_place_and_back(desk, screen, digit, place):
    screen.key(f"alt+{digit}")
    desk.shows(lambda tree: tree.texts().count(place) > 0, f"{place} is shown")
    screen.key("alt+1")
    desk.shows(lambda tree: tree.texts().count("Classify") > 0, "Classify is shown again")


def test_every_control_says_its_name(desk):
    assert [node for node in desk.controls() if not node.name] == []


@pytest.mark.parametrize(("digit", "card"), CARDS.items())
def test_control_and_a_digit_leave_a_part_out_and_count_it_again(desk, screen, digit, card):
    desk.answers(3, "6")
    screen.key(f"ctrl+{digit}")
    tree = desk.shows(lambda tree: "left out" in tree.texts(), f"{card} is left out")
    (switch,) = tree.find("check box", f"Count: {card}")
    assert not switch.is_(CHECKED)
    screen.key(f"ctrl+{digit}")
    desk.answers(3, "6")


def test_control_n_makes_room_for_the_next_sample(desk, screen):
    screen.key("ctrl+2", "ctrl+n")
    tree = desk.shows(lambda tree: any(text.startswith("Give it a picture") for text in tree.texts()), "an empty desk")
    assert tree.find("panel", "What counted") == []
    (field,) = tree.find("text", "Words")
    assert desk.words(field) == ""
    assert [switch.is_(CHECKED) for switch in tree.find("check box", "Count: ")] == [True] * 3


def test_control_v_pastes_a_picture(desk, screen):
    screen.key("ctrl+n")
    with screen.clipboard(SAMPLES / "ben-4.png", "image/png"):
        screen.key("ctrl+v")
        tree = desk.answers(1)
    assert any("pasted picture" in text for text in desk.card("Picture", tree).texts())


def test_control_v_pastes_words_where_one_types(desk, screen, tmp_path):
    words = tmp_path / "words"
    words.write_text("platform four")
    screen.key("ctrl+n")
    with screen.clipboard(words, "UTF8_STRING"):
        screen.type("from ")
        screen.key("ctrl+v")
        tree = desk.answers(1)
        (field,) = tree.find("text", "Words")
        until(lambda: desk.words(field) == "from platform four", "typed and pasted words")


def test_f1_opens_the_first_steps_and_escape_closes_them(desk, screen):
    screen.key("F1")
    desk.shows(lambda tree: tree.find("dialog", "Help"), "the help")
    screen.picture(ARTEFACTS / "help.png")
    screen.key("Escape")
    desk.shows(lambda tree: not tree.find("dialog", "Help"), "the help is closed")


def test_a_menu_opens_and_dark_colours_can_be_chosen(desk, screen):
    screen.key("alt+v")
    desk.shows(lambda tree: tree.find("menu item", "Dark"), "the menu View")
    screen.key("d")
    desk.shows(lambda tree: not tree.find("menu item", "Dark"), "the menu closes")
    screen.picture(ARTEFACTS / "dark.png")
    assert desk.complaints == ""
