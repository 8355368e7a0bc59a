"""A ZIP archive that is dropped by the mouse: where it goes is asked, and it is opened from there."""

import zipfile

import pytest
from end_to_end.conftest import ARTEFACTS, SAMPLES
from end_to_end.test_mouse import RIGHT_OF_SOURCE, drag
from patience import until


@pytest.fixture
def archive(tmp_path):
    """Four pictures in two folders."""
    with zipfile.ZipFile(tmp_path / "digits.zip", "w") as archive:
        for stem, label in (("anna-0", "even"), ("ben-4", "even"), ("anna-3", "odd"), ("ben-1", "odd")):
            archive.write(SAMPLES / f"{stem}.png", f"{label}/{stem}.png")
    return tmp_path / "digits.zip"


def test_an_archive_on_classify_is_unpacked_where_the_person_says_and_opened(start, screen, drag_from, archive):
    source = drag_from([archive])
    desk = start()
    screen.xdotool("windowmove", "--sync", until(lambda: desk.window, "the window of mmdesk"), *RIGHT_OF_SOURCE)
    desk.is_ready()
    drag(source, archive.name, desk, "Picture")
    desk.shows(lambda tree: tree.find("push button", "Another place…"), "it is asked where to unpack it")
    screen.picture(ARTEFACTS / "archive.png")
    assert not archive.with_suffix("").exists()
    screen.key("Return")  # what is proposed
    desk.shows(lambda tree: {"4 examples"} & set(tree.texts()), "its examples")
    assert sorted(path.name for path in archive.with_suffix("").iterdir()) == ["even", "odd"]
    screen.picture(ARTEFACTS / "unpacked.png")
    assert desk.complaints == ""
