"""What the mouse does: files are dragged from another program onto the window, and buttons are pressed."""

import shutil

import pytest
from end_to_end.conftest import ARTEFACTS, SAMPLES
from patience import until

PICTURE, WORDS, SOUND = (SAMPLES / f"anna-7{ending}" for ending in (".png", ".txt", ".wav"))
RIGHT_OF_SOURCE = 240, 40


@pytest.fixture(scope="module")
def bad_picture(tmp_path_factory):
    file = tmp_path_factory.mktemp("files") / "letter.png"
    file.write_text("Dear all, this is a letter and not a picture.")
    return file


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A folder of pictures, of which one is broken."""
    folder = tmp_path_factory.mktemp("files") / "many"
    folder.mkdir()
    for name in ("anna-7", "ben-4", "omar-6"):
        shutil.copy(SAMPLES / f"{name}.png", folder)
    (folder / "broken.png").write_bytes(PICTURE.read_bytes()[:60])
    return folder


@pytest.fixture(scope="module")
def source(drag_from, bad_picture, many):
    return drag_from([PICTURE], [SOUND], [SAMPLES / f"ben-4{ending}" for ending in (".png", ".txt", ".wav")], [bad_picture], [many])


@pytest.fixture(scope="module")
def running_desk(start, screen, source):
    desk = start()
    screen.xdotool("windowmove", "--sync", until(lambda: desk.window, "the window of mmdesk"), *RIGHT_OF_SOURCE)
    desk.is_ready()
    return desk


@pytest.fixture
def desk(running_desk, screen):
    """Mmdesk with nothing on the desk."""
    screen.xdotool("windowactivate", "--sync", running_desk.window)
    screen.key("ctrl+n")
    running_desk.shows(lambda tree: "Give it a picture" in " ".join(tree.texts()), "an empty desk")
    return running_desk


def drag(source, row, desk, card):
    """Drag a row of the source onto a card, as a hand does: wait until it would be taken, then let go."""
    screen = source.screen
    start = source.middle(source.shows(lambda tree: tree.find("label", row), f"the row {row}").find("label", row)[0])
    aside = start[0] + 40, start[1]
    begun, over = source.printed.count("dragging") + 1, source.printed.count("done") + 1
    screen.press(start)
    try:
        screen.glide(start, aside)
        until(lambda: source.printed.count("dragging") == begun, "the drag begins")
        until(lambda: screen.glide(aside, start) or would_take(source) != "accepted", "the source itself refuses its files")
        screen.glide(start, desk.middle(desk.card(card)))
        until(lambda: would_take(source) == "accepted", f"{row} would be taken on the card {card}")
    finally:
        screen.release()
    until(lambda: source.printed.count("done") == over, "the drag ends")


def weighed(desk, tree):
    """The parts that counted, in words for those who do not see the bars."""
    (added,) = [desk.description(node) for node in tree.all() if node.name == "Contributions of the parts"]
    return [word for word in added.split() if word in {"picture", "words", "sound"}]


def would_take(source):
    """What the source heard last about what is below the mouse."""
    return ([word for word in source.printed.split() if word in {"accepted", "refused"}] or ["refused"])[-1]


def test_a_picture_a_sentence_and_a_sound_are_answered(screen, source, desk):
    drag(source, "anna-7.png", desk, "Picture")
    desk.answers(1)
    field = desk.one("text", "Words")
    screen.click(desk.middle(field))
    screen.type("Seven people wait in line.")
    until(lambda: desk.words(field) == "Seven people wait in line.", "the sentence is in its field")
    desk.answers(2)
    drag(source, "anna-7.wav", desk, "Words")  # its contents say where it belongs
    tree = desk.answers(3, "7")
    assert any(text.startswith("anna-7.png") for text in desk.card("Picture", tree).texts())
    assert any(text.startswith("anna-7.wav") for text in desk.card("Sound", tree).texts())
    assert weighed(desk, tree) == ["picture", "words", "sound"]
    screen.picture(ARTEFACTS / "answer.png")


def test_several_files_at_once_fill_several_cards(source, desk, screen):
    drag(source, "ben-4.png + ben-4.txt + ben-4.wav", desk, "Answer")
    tree = desk.answers(3, "4")
    (field,) = desk.card("Words", tree).find("text", "Words")
    assert desk.words(field) == (SAMPLES / "ben-4.txt").read_text().rstrip()
    screen.picture(ARTEFACTS / "several-files.png")


def test_a_file_that_is_no_picture_is_told_and_the_program_goes_on(source, desk, screen, bad_picture):
    drag(source, bad_picture.name, desk, "Picture")
    desk.shows(lambda tree: any("letter.png is not a picture" in text for text in desk.card("Picture", tree).texts()), "why")
    screen.picture(ARTEFACTS / "bad-file.png")
    drag(source, "anna-7.wav", desk, "Sound")
    desk.answers(1, "7")
    drag(source, "anna-7.png", desk, "Answer")
    tree = desk.answers(2)
    assert any(text.startswith("anna-7.png") for text in desk.card("Picture", tree).texts())
    assert not any("letter.png" in text for text in tree.texts()), "the sentence is still there"
    assert desk.complaints == ""


def test_a_ready_sample_is_answered_and_then_without_a_part(desk, screen):
    desk.press("Try anna-7")
    tree = desk.answers(3, "7")
    (switch,) = tree.find("check box", "Count: Sound")
    screen.click(desk.middle(switch))
    tree = desk.shows(lambda tree: "left out" in tree.texts(), "the sound is left out")
    assert weighed(desk, tree) == ["picture", "words"]


def test_clear_takes_one_part_away(desk, screen):
    desk.press("Try ben-4")
    desk.answers(3, "4")
    desk.press("Picture: Clear")
    tree = desk.answers(2, "4")
    assert "Drop a picture here, or paste one" in desk.card("Picture", tree).texts()
    assert desk.complaints == ""


def test_an_earlier_answer_is_a_click_away(desk, screen):
    # So large, everything is in sight.
    screen.xdotool("windowmove", desk.window, "10", "10", "windowsize", "--sync", desk.window, "1380", "900")
    assert not desk.tree().find("push button", "Got it"), "the welcome ends with the first answer"
    for name, label in (("anna-7", "7"), ("ben-4", "4")):
        desk.press(f"Try {name}")
        desk.answers(3, label)
        desk.shows(lambda tree: tree.find("push button", f"Earlier: {label}"), "the answer is kept")  # noqa: B023 - called here
    tree = desk.shows(lambda tree: tree.find("push button", "Earlier: 7"), "the first of the two")
    screen.click(desk.middle(tree.find("push button", "Earlier: 7")[0]))
    tree = desk.answers(3, "7")
    assert any(text.startswith("anna-7.png") for text in desk.card("Picture", tree).texts())
    screen.picture(ARTEFACTS / "earlier.png")
    assert desk.complaints == ""


def test_a_folder_becomes_a_table_whose_rows_lie_on_the_desk_after_a_click(source, desk, screen, many):
    drag(source, many.name, desk, "Answer")
    tree = desk.shows(lambda tree: "3 of 4 answered, 1 cannot be" in tree.texts(), "all rows")
    cells = [node for node in desk.card("Batch", tree).find("cell") if node.name]
    names = [node.name for node in cells]
    assert names[:2] == ["anna-7.png", "7"]
    assert any("broken.png" in name and "not answered" in name for name in names)
    (row,) = [node for node in cells if node.name == "ben-4.png"]
    screen.click(desk.middle(row))
    tree = desk.answers(1, "4")
    assert any(text.startswith("ben-4.png") for text in desk.card("Picture", tree).texts())
    screen.picture(ARTEFACTS / "batch.png")
    desk.press("Close the batch")
    desk.shows(lambda tree: not tree.find("panel", "Batch"), "the table has gone")
    assert desk.complaints == ""
