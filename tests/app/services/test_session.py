"""The state behind the window."""

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from patience import SECONDS

from mmdesk.app.audio.recording import Blocks
from mmdesk.app.services.session import Session
from mmdesk.core.errors import OptionError
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.ready import EVERYDAY
from mmdesk.core.paths import starter_model


def test_files_go_to_the_parts_that_they_are_for(ready, answered, picture, text, sound):
    ready.drop([sound, text, picture])
    answered()
    assert ready.sample["image"].name == "cat.png"
    assert ready.sample["text"] == "a cat, 一只猫"
    assert ready.sample["audio"].seconds == 1
    assert ready.prediction.label == "cat"
    assert set(ready.prediction.modalities) == set(MODALITIES)


def test_what_fits_nowhere_is_named_and_the_rest_is_taken(ready, answered, qtbot, picture, tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    with qtbot.waitSignal(ready.dropped_badly) as told:
        ready.drop([picture, tmp_path / "noise.bin", tmp_path / "gone.png"])
    for part in ("noise.bin is neither", "gone.png does not exist"):
        assert part in told.args[0]
    answered()
    assert ready.sample["image"].name == "cat.png"


def test_a_dropped_model_is_opened_and_files_beside_it_are_taken(ready, answered, qtbot, picture, model, tmp_path):
    other = tmp_path / "other.SAFETENSORS"
    other.write_bytes(model.read_bytes())
    ready.drop([other, picture])
    qtbot.waitUntil(lambda: ready.model.path == other)
    answered()
    assert ready.sample["image"].name == "cat.png"


def test_the_answer_follows_the_words(ready, answered, engine):
    for words in ("a", "ab", "abc"):
        ready.write("text", words)
    answered()
    assert engine.asked[-1]["text"] == "abc"
    ready.write("text", "")
    assert ready.prediction is None


def test_the_newest_words_win(ready, answered, engine):
    engine.may_go.clear()
    for number in range(30):
        ready.write("text", str(number))
    engine.may_go.set()
    answered()
    assert engine.asked[-1]["text"] == "29"
    assert len(engine.asked) <= 3


def test_a_sample_given_before_the_engine_is_ready_is_answered_then(session, engine, qtbot, picture, model):
    engine.may_go.clear()
    session.open_model(model)
    session.drop([picture])
    qtbot.waitUntil(lambda: session.sample["image"] is not None)
    assert session.opening
    assert session.prediction is None
    engine.may_go.set()
    qtbot.waitUntil(lambda: session.prediction is not None)


def test_a_part_that_is_switched_off_is_not_seen(ready, answered, engine, picture):
    ready.drop([picture])
    ready.write("text", "cat")
    answered()
    ready.show("image", False)
    answered()
    assert engine.asked[-1].present == ("text",)
    assert ready.part("image").content is not None
    ready.show("text", False)
    assert ready.prediction is None
    ready.show("image", True)
    answered()
    assert list(ready.prediction.modalities) == ["image"]


def test_a_file_that_cannot_be_read_leaves_what_was_there(ready, answered, picture, tmp_path):
    ready.drop([picture])
    answered()
    bad = tmp_path / "bad.png"
    bad.write_text("no picture")
    ready.drop([bad])
    answered()
    assert "bad.png" in ready.part("image").problem
    assert ready.sample["image"].name == "cat.png"
    ready.drop([picture])
    answered()
    assert ready.part("image").problem == ""


@pytest.mark.parametrize(
    ("modality", "name", "content", "part"),
    [
        ("image", "empty.png", b"", "empty.png is empty"),
        ("image", "cut.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "cut.jpg is damaged"),
        ("audio", "text.wav", b"not a sound at all", "text.wav"),
        ("text", "long.txt", b"a" * 10_000_000, "long.txt is longer than"),
        ("text", "nul.txt", b"a\0b", "nul.txt"),
    ],
)
def test_bad_files_are_told_on_their_part(ready, answered, tmp_path, modality, name, content, part):
    (tmp_path / name).write_bytes(content)
    ready.read(modality, tmp_path / name)
    answered()
    assert part in ready.part(modality).problem
    assert ready.part(modality).content is None


def test_a_silent_sound_is_told(ready, answered, tmp_path):
    soundfile.write(tmp_path / "silent.wav", np.zeros(800), 8000)
    ready.read("audio", tmp_path / "silent.wav")
    answered()
    assert "silent.wav is silent" in ready.part("audio").problem


def test_why_a_recording_is_silent_stays_told(ready, answered):
    ready.sound.recording.finished.emit(Blocks((np.zeros(800, dtype=np.float32),), 8000))
    ready.sound.told.emit("The microphone gives nothing any more.")
    answered()
    problem = ready.part("audio").problem
    assert problem.startswith("The microphone gives nothing any more. ")
    assert "silent" in problem


@pytest.mark.parametrize("words", ["a\0b", "half \ud83d", "a" * 100_001])
def test_words_that_cannot_be_taken_are_told(ready, words):
    ready.write("text", words)
    assert "What you typed" in ready.part("text").problem
    assert ready.sample["text"] is None
    ready.write("text", "fine")
    assert ready.part("text").problem == ""


def test_a_model_that_cannot_be_opened_leaves_the_one_before(ready, qtbot, tmp_path, model):
    ready.open_model(tmp_path / "gone.safetensors")
    qtbot.waitUntil(lambda: not ready.busy)
    assert "gone.safetensors" in ready.model_problem
    assert ready.model.path == model
    ready.open_model(model)
    qtbot.waitUntil(lambda: not ready.busy)
    assert ready.model_problem == ""


def test_an_engine_that_cannot_be_made_is_told_and_tried_again(qapp, settings, engine, model, qtbot):
    failures = [OptionError("The device {device} is not there.", device="cuda")]

    def factory():
        if failures:
            raise failures.pop()
        return engine

    session = Session(factory, settings)
    session.open_model(model)
    qtbot.waitUntil(lambda: not session.busy)
    assert session.model_problem == "The device cuda is not there."
    session.open_model(model)
    qtbot.waitUntil(lambda: session.model is not None)
    assert session.close()
    session.deleteLater()


def test_models_are_remembered_and_ready_ones_by_their_names(ready, settings, model, qtbot):
    assert settings.model == model
    assert settings.recent_models == (model,)
    ready.open_model()
    qtbot.waitUntil(lambda: not ready.busy)
    assert ready.model.path == starter_model()
    assert settings.model == Path("digits"), "by its name, wherever the program lies next time"
    assert settings.recent_models == (model,)
    ready.open_model(Path("everyday"))
    qtbot.waitUntil(lambda: not ready.busy)
    assert (ready.model.path, settings.model) == (EVERYDAY.path, Path("everyday"))
    assert settings.recent_models == (model,)


def test_a_fault_while_answering_does_not_stop_the_session(ready, engine, qtbot, monkeypatch, answered):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda *args: caught.append(args[0]))
    engine.fault = ZeroDivisionError("a fault of ours")
    ready.write("text", "cat")
    qtbot.waitUntil(lambda: bool(caught))
    engine.fault = None
    ready.write("text", "cats")
    answered()
    assert ready.prediction is not None


def test_clear_all_leaves_an_empty_desk(ready, answered, picture, sound):
    ready.drop([picture, sound])
    ready.show("image", False)
    answered()
    ready.clear_all()
    assert ready.empty
    assert ready.prediction is None
    assert all(ready.part(modality).shown for modality in MODALITIES)


def test_a_file_that_is_still_being_read_does_not_come_back_after_clear(ready, qtbot, answered):
    may_go = threading.Event()

    def slow():
        may_go.wait(SECONDS)
        return "late"

    ready.take("text", slow)
    qtbot.waitUntil(lambda: ready.part("text").reading)
    ready.clear("text")
    may_go.set()
    ready.take("audio", lambda: None)  # read by the same thread, after it
    qtbot.waitUntil(lambda: not ready.part("audio").reading)
    assert ready.part("text").content is None
    assert not ready.part("text").reading


def test_playing_ends_when_the_sound_is_cleared(ready, answered, sound, monkeypatch, qtbot):
    positions = []

    def slowly(heard, token):
        yield 0.5
        token._cancelled.wait(SECONDS)
        token.check()

    monkeypatch.setattr("mmdesk.app.audio.player.play", slowly)
    ready.sound.player.played.connect(positions.append)
    ready.drop([sound])
    answered()
    ready.sound.play(0, 1)
    qtbot.waitUntil(lambda: bool(positions))
    ready.clear("audio")
    assert not ready.sound.player.playing
    assert positions[-1] == -1


def test_a_sound_that_cannot_be_played_is_told_on_its_card(ready, answered, sound, qtbot, monkeypatch):
    def without_portaudio(name, *rest):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *rest)

    import builtins

    real = builtins.__import__
    ready.drop([sound])
    answered()
    monkeypatch.setattr(builtins, "__import__", without_portaudio)
    ready.sound.play(0, 1)
    qtbot.waitUntil(lambda: bool(ready.part("audio").problem))
    assert "PortAudio is missing" in ready.part("audio").problem
    assert ready.part("audio").content is not None
