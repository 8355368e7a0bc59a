"""What lies on the desk, whatever a change of it leads to."""

import pytest

from mmdesk.app.services.desk import Desk
from mmdesk.core.datasets.example import Example


class PlainDesk(Desk):
    """Writes down what changes."""

    def __init__(self):
        super().__init__(None)
        self.changes, self.many = [], []

    def _changed(self, modality, before, after):
        self.changes.append((modality, before, after))
        self.part_changed.emit(modality)

    def _take_many(self, found):
        self.many.append(found)


@pytest.fixture
def desk(qtbot):
    desk = PlainDesk()
    yield desk
    assert desk._files.close(5.0)


def settled(desk, qtbot):
    qtbot.waitUntil(lambda: not desk.reading)


def test_words_change_it_once(desk):
    desk.write("text", "red")
    desk.write("text", "red")
    (change,) = desk.changes
    assert (change[0], change[1].content, change[2].content) == ("text", None, "red")
    assert not desk.empty


def test_a_file_goes_to_the_part_that_it_is_for(desk, qtbot, tmp_path):
    (tmp_path / "words.txt").write_text("a red cup")
    desk.sort([tmp_path / "words.txt"])
    settled(desk, qtbot)
    assert desk.sample["text"] == "a red cup"
    assert desk.part("text").file == tmp_path / "words.txt"


def test_what_cannot_be_read_is_said_at_its_place_and_leaves_what_was_there(desk, qtbot, tmp_path):
    desk.write("text", "red")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    desk.read("image", tmp_path / "broken.png")
    settled(desk, qtbot)
    assert "broken.png" in desk.part("image").problem
    assert desk.sample["text"] == "red"


def test_several_samples_are_handed_on(desk, qtbot, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    desk.sort([tmp_path / "a.txt", tmp_path / "b.txt"])
    settled(desk, qtbot)
    assert len(desk.many) == 1
    assert desk.empty


def test_a_part_that_is_hidden_stays(desk):
    desk.write("text", "red")
    desk.show("text", False)
    assert desk.sample.present == ()
    desk.clear_all()
    assert desk.empty


def test_white_space_alone_is_nothing(desk):
    desk.write("text", " \n")
    assert desk.empty


def test_it_tells_what_is_given_but_not_the_rows_of_a_batch_nor_each_letter(desk, qtbot, tmp_path):
    (tmp_path / "words.txt").write_text("a red cup")
    given = []
    desk.given.connect(lambda: given.append("given"))
    desk.lay(Example(0, {"text": "red"}, "", ""))
    desk.write("text", "redder")
    assert not given
    desk.sort([tmp_path / "words.txt"])
    settled(desk, qtbot)
    assert len(given) == 1
    desk.clear_all()
    desk.write("text", "r")
    desk.write("text", "re")
    assert len(given) == 2
