"""What mattered is found where it was planted."""

import time

import numpy as np
import pytest
import torch
from tiny import RATE, sample_of

from mmdesk.core.errors import Cancelled
from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.paths import resources
from mmdesk.core.progress import CancelToken
from mmdesk.engine.torch_engine import TorchEngine


@pytest.fixture(scope="module")
def engine(trained):
    engine = TorchEngine("cpu")
    engine.open(trained.result.model)
    return engine


@pytest.fixture(scope="module")
def starter():
    engine = TorchEngine("cpu")
    engine.open(resources() / "models" / "digits.safetensors")
    return engine


def centre(heat):
    """Row and column around which the heat lies, as shares of height and width."""
    rows, columns = np.indices(heat.shape)
    return (rows * heat).sum() / heat.sum() / heat.shape[0], (columns * heat).sum() / heat.sum() / heat.shape[1]


@pytest.mark.parametrize(("top", "left"), [(0, 0), (0, 60), (60, 0), (60, 60)])
def test_the_heat_lies_on_the_digit(starter, top, left):
    """A digit on one quarter of a white sheet."""
    pixels = np.full((120, 120, 3), 255, dtype=np.uint8)
    pixels[top + 10 : top + 50, left + 28 : left + 33] = 0  # a one
    heat = starter.explain(Sample(image=Picture(pixels, (120, 120))), CancelToken())["image"]
    assert heat.max() == 1
    row, column = centre(heat**2)
    assert abs(row - (top + 30) / 120) < 0.2
    assert abs(column - (left + 30) / 120) < 0.2


def test_the_heat_covers_the_picture_at_its_own_proportions(starter):
    picture = Picture(np.full((30, 120, 3), 255, dtype=np.uint8), (120, 30))
    assert starter.explain(Sample(image=picture), CancelToken())["image"].shape == (16, 64)


@pytest.mark.parametrize("text", ["seven people wait at the door", "at the door wait seven people", "Wir sehen seven"])
def test_the_word_that_names_the_digit_is_marked(starter, text):
    marks = starter.explain(Sample(text=text), CancelToken())["text"]
    best = max(marks, key=lambda mark: mark.share)
    assert text[best.start : best.end] == "seven"
    assert [text[mark.start : mark.end] for mark in marks] == text.split()


def test_parts_that_agree_are_explained_each_by_itself(starter):
    samples = resources() / "samples"
    text = "seven people wait at the door"
    whole = Sample(image=read_picture(samples / "anna-7.png"), text=text, audio=read_sound(samples / "anna-7.wav"))
    explanation = starter.explain(whole, CancelToken())
    best = max(explanation["text"], key=lambda mark: mark.share)
    assert text[best.start : best.end] == "seven"
    assert all(mark.share < 0.3 for mark in explanation["text"] if mark is not best)
    row, column = centre(explanation["image"] ** 2)
    assert abs(row - 0.28) < 0.15, "what makes a seven of it is at its top"
    assert abs(column - 0.5) < 0.2
    loud = np.abs(whole["audio"].samples)
    heard = loud[: len(loud) // 24 * 24].reshape(24, -1).max(1) > 0.1
    moments = explanation["audio"]
    start, end = moments.start, moments.end
    places = (np.arange(24) + 0.5) / 24 * (end - start) + start
    strongest = places[moments.shares.argmax()]
    assert heard[int(strongest * 24)], "what mattered is where something is heard"


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_the_moment_of_the_sound_is_marked(starter, place):
    """A spoken word at the begin, in the middle and at the end of a quiet room's sound."""
    spoken = read_sound(resources() / "samples" / "anna-7.wav")
    loud = np.flatnonzero(np.abs(spoken.samples) > 0.05)
    word = spoken.samples[loud[0] : loud[-1] + 1]
    samples = np.random.default_rng(0).normal(0, 0.001, round(1.2 * spoken.rate)).astype(np.float32)
    begin = round(place * (len(samples) - len(word)))
    samples[begin : begin + len(word)] = word
    moments = starter.explain(Sample(audio=Sound(samples, spoken.rate)), CancelToken())["audio"]
    middle = moments.start + (moments.end - moments.start) * (np.arange(24) + 0.5) @ moments.shares / moments.shares.sum() / 24
    # Float32 and bfloat16 alike: within 0.05 of the middle of the word, which is 0.43 long.
    assert abs(middle - (begin + len(word) / 2) / len(samples)) < 0.15


def test_the_heard_time_is_told_for_long_and_short_sounds(engine):
    loud = np.zeros(RATE, dtype=np.float32)
    loud[RATE // 2 :][:1600] = 0.5
    moments = engine.explain(Sample(audio=Sound(loud, RATE)), CancelToken())["audio"]
    start, end = moments.start, moments.end
    assert start == pytest.approx(0.5, abs=0.02)
    assert end - start == pytest.approx(0.2)
    moments = engine.explain(Sample(audio=Sound(loud[4000:5600], RATE)), CancelToken())["audio"]
    assert (moments.start, moments.end) == (0, 1)
    moments = engine.explain(Sample(audio=Sound(loud[4000:4800], RATE)), CancelToken())["audio"]
    assert (moments.start, moments.end) == (-0.5, 1.5)


def test_what_is_absent_is_not_explained(engine):
    explanation = engine.explain(Sample(text="red"), CancelToken())
    assert explanation["image"] is None
    assert explanation["audio"] is None
    assert explanation["text"][0].share == 1


def test_it_is_quick_and_stops_sooner(starter):
    samples = resources() / "samples"
    whole = Sample(
        image=read_picture(samples / "anna-7.png"), text="seven people wait at the door", audio=read_sound(samples / "anna-7.wav")
    )
    torch.set_num_threads(1)
    begun = time.thread_time()
    starter.explain(whole, CancelToken())
    assert time.thread_time() - begun < 3
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        starter.explain(whole, token)


def test_a_whole_sample_has_everything(engine):
    explanation = engine.explain(sample_of("red"), CancelToken())
    assert explanation["image"] is not None
    assert explanation["text"]
    assert explanation["audio"] is not None
