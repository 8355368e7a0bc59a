"""What is kept of the answers, when, and what comes back."""

import pytest
from fakes import FakeEngine
from patience import SECONDS

from mmdesk.app.services.session import Session
from mmdesk.core.modalities.registry import MODALITIES


@pytest.fixture(autouse=True)
def _settles_soon(ready):
    ready.earlier._settling.setInterval(30)


@pytest.fixture
def kept(ready, qtbot):
    """Wait until so many answers are kept."""

    def wait(count):
        qtbot.waitUntil(lambda: len(ready.earlier.entries) == count)
        return ready.earlier.entries

    return wait


@pytest.fixture
def settled(ready, qtbot):
    """Wait until everything that is to be kept is kept."""

    def wait():
        earlier = ready.earlier
        qtbot.waitUntil(lambda: not earlier._settling.isActive() and not earlier._changes and not earlier._listing.busy)

    return wait


def test_a_settled_answer_is_kept_and_comes_back(ready, answered, kept, settled, picture, sound):
    ready.drop([picture, sound])
    ready.write("text", "a cat")
    answered()
    (entry,) = kept(1)
    assert (entry.label, entry.model) == ("cat", "pets")
    assert {modality: part.file for modality, part in entry.parts.items()} == {"image": picture, "text": None, "audio": sound}
    ready.clear_all()
    ready.put_back(entry.parts)
    answered()
    assert ready.part("image").content.name == "cat.png"
    assert ready.part("text").content == "a cat"
    assert ready.prediction.label == "cat"
    settled()
    assert len(ready.earlier.entries) == 1


def test_what_is_typed_is_kept_when_it_stands(ready, answered, kept):
    ready.earlier._settling.setInterval(round(1000 * SECONDS))  # longer than this typing takes on any machine
    for end in range(1, 6):
        ready.write("text", "a cat"[:end])
        answered()
    assert ready.earlier._settling.isActive()
    ready.earlier._settling.start(0)
    assert [entry.words for entry in kept(1)] == ["a cat"]


def test_what_if_questions_are_not_kept(ready, answered, kept, settled, picture):
    ready.drop([picture])
    ready.write("text", "a cat")
    answered()
    kept(1)
    ready.show("image", False)
    answered()
    settled()
    assert len(ready.earlier.entries) == 1


def test_what_does_not_reach_the_model_lets_the_answer_stand(ready, answered, kept, tmp_path, qtbot):
    (tmp_path / "bad.wav").write_bytes(b"RIFF")
    ready.write("text", "a cat")
    answered()
    ready.show("image", False)
    ready.read("audio", tmp_path / "bad.wav")
    qtbot.waitUntil(lambda: bool(ready.part("audio").problem))
    assert [entry.words for entry in kept(1)] == ["a cat"]


def test_nothing_is_kept_while_private(ready, answered, kept, settled, settings, tmp_path):
    ready.write("text", "before")
    answered()
    kept(1)
    ready.earlier.set_private(True)
    ready.write("text", "a secret")
    answered()
    settled()
    assert [entry.words for entry in ready.earlier.entries] == ["before"]
    assert ready.close(SECONDS)
    assert not any(b"secret" in file.read_bytes() for file in (tmp_path / "history").rglob("*") if file.is_file())
    assert settings.private


def test_every_change_counts_though_they_come_at_once(ready, answered, kept):
    for number in range(4):
        ready.write("text", f"number {number}")
        answered()
        kept(number + 1)
    for entry in ready.earlier.entries[:3]:
        ready.earlier.forget(entry.number)
    assert [entry.words for entry in kept(1)] == ["number 0"]
    ready.earlier.forget_all()
    kept(0)


def test_the_desk_is_there_again_at_the_next_start(ready, answered, settings, model, picture, tmp_path, qtbot):
    ready.drop([picture])
    ready.write("text", "half a sen")
    answered()
    ready.show("text", False)
    ready.show("audio", False)
    assert ready.close(SECONDS)
    again = Session(FakeEngine(), settings, history=tmp_path / "history")
    again.earlier.restore_desk()
    qtbot.waitUntil(lambda: again.part("image").content is not None)
    assert again.part("text").content == "half a sen"
    assert [again.part(modality).shown for modality in MODALITIES] == [True, False, False]
    assert again.close()
    again.deleteLater()


def test_a_desk_that_was_begun_is_not_replaced(ready, answered, settings, tmp_path, qtbot):
    ready.write("text", "earlier")
    answered()
    assert ready.close(SECONDS)
    again = Session(FakeEngine(), settings, history=tmp_path / "history")
    again.earlier.restore_desk()
    again.write("text", "begun")
    qtbot.waitUntil(lambda: not again.earlier._finding.busy)
    assert again.part("text").content == "begun"
    assert again.close()
    again.deleteLater()


def test_a_file_that_has_gone_is_told_on_its_card(ready, answered, kept, picture):
    ready.drop([picture])
    answered()
    (entry,) = kept(1)
    picture.unlink()
    ready.put_back(entry.parts)
    answered()
    assert ready.part("image").content is None
    assert "cat.png does not exist" in ready.part("image").problem


def test_a_damaged_history_is_told_and_the_program_goes_on(ready, answered, tmp_path, qtbot):
    qtbot.waitUntil(lambda: not ready.earlier._listing.busy)
    (tmp_path / "history" / "history.sqlite").write_bytes(b"no database " * 1000)
    ready.write("text", "a cat")
    answered()
    qtbot.waitUntil(lambda: "file is not a database" in ready.earlier.problem)
    assert ready.prediction is not None
