"""Tones in a stream, named by a model that learned them."""

import dataclasses
import itertools
import tracemalloc

import numpy as np
import pytest
from tiny import PITCHES, RATE, picture_of, sample_of, train, write_dataset

from mmdesk.core.answers.stream import Event, Hop, ListenPlan
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.sample import Sample
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.inference.stream_classifier import Listener
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.torch_engine import TorchEngine

BREAK = 0.5
PLAN = ListenPlan(threshold=0.5)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A model that knows its tones for sure."""
    data = write_dataset(tmp_path_factory.mktemp("data") / "tones", {"train": 120, "val": 30}, missing=0)
    return train(data, tmp_path_factory.mktemp("model") / "tones.safetensors", epochs=12)


@pytest.fixture(scope="module")
def engine(trained):
    engine = TorchEngine("cpu")
    engine.open(trained.result.model)
    # Its tones are so much alike that a piece of one is unlike them all; what is unlike is looked at below.
    engine._open_predictor._model.familiarity = None
    return engine


@pytest.fixture(scope="module")
def doubter(trained):
    """The same model, which is never sure."""
    model, spec = load_model(trained.result.model)
    model.familiarity = None
    subsets = ["+".join(names) for count in (1, 2, 3) for names in itertools.combinations(spec.modalities, count)]
    return Predictor(model, dataclasses.replace(spec, temperatures=dict.fromkeys(subsets, 10.0)), choose_device("cpu"))


def stream_of(*labels, rate=RATE, seconds=0.25):
    """Tones with breaks around them, in a quiet room."""
    times = np.arange(round(seconds * rate)) / rate
    silence = np.zeros(round(BREAK * rate))
    parts = [part for label in labels for part in (0.5 * np.sin(2 * np.pi * PITCHES[label] * times), silence)]
    stream = np.concatenate([silence, *parts])
    return (stream + np.random.default_rng(3).normal(0, 0.02, len(stream))).astype(np.float32)


def hear(listening, stream, block=700):
    return [report for start in range(0, len(stream), block) for report in listening.hear(stream[start : start + block])]


def events(reports):
    return [report for report in reports if isinstance(report, Event)]


def hops(reports):
    return [report for report in reports if isinstance(report, Hop)]


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 48_000])
def test_tones_are_named_in_their_order_at_every_rate(engine, rate):
    labels = ["green", "red", "蓝", "red", "green"]
    found = events(hear(engine.listen(rate, PLAN), stream_of(*labels, rate=rate)))
    assert [event.label for event in found] == labels
    for number, event in enumerate(found):
        start = BREAK + number * (0.25 + BREAK)
        assert (event.start, event.end) == (pytest.approx(start, abs=0.04), pytest.approx(start + 0.25, abs=0.04))
        assert 0.5 <= event.score <= 1


def test_the_size_of_the_blocks_changes_nothing(engine):
    stream = stream_of("green", "red")
    by_one, by_many = (hear(engine.listen(RATE, PLAN), stream, block) for block in (97, len(stream)))
    assert [dataclasses.astuple(event)[:3] for event in events(by_one)] == [
        dataclasses.astuple(event)[:3] for event in events(by_many)
    ]
    assert [hop.label for hop in hops(by_one)] == [hop.label for hop in hops(by_many)]


def test_there_is_an_answer_every_hop(engine):
    found = hops(hear(engine.listen(44_100, ListenPlan(hop_seconds=0.05)), stream_of("red", rate=44_100)))
    times = np.array([hop.time for hop in found])
    assert np.diff(times) == pytest.approx(0.05)
    assert times[-1] == pytest.approx(1.25, abs=0.1)
    for hop in found:
        assert sum(hop.scores.values()) == pytest.approx(1)
        assert hop.score == max(hop.scores.values())


def test_hops_tell_level_and_what_stands_out(engine):
    found = hops(hear(engine.listen(RATE, PLAN), stream_of("red")))
    during = [hop for hop in found if BREAK + 0.1 < hop.time < BREAK + 0.25]
    assert all(hop.active and hop.label == "red" for hop in during)
    assert all(hop.level == pytest.approx(-5.5, abs=0.8) for hop in during)
    before = [hop for hop in found if hop.time < BREAK - 0.05]
    assert not any(hop.active or hop.label for hop in before)
    assert all(hop.level < -15 for hop in before)
    assert len(during) >= 1 <= len(before)


def test_an_event_comes_a_pause_after_its_end(engine):
    listening = engine.listen(RATE, PLAN)
    stream, block = stream_of("green"), RATE // 100
    for start in range(0, len(stream), block):
        if found := events(listening.hear(stream[start : start + block])):
            break
    assert (start + block) / RATE - found[0].end < PLAN.pause_seconds + 0.06


def test_an_event_that_is_going_on_at_the_end_is_told(engine):
    listening = engine.listen(RATE, PLAN)
    stream = stream_of("green", "red")
    cut = len(stream) - round((BREAK + 0.05) * RATE)
    assert [event.label for event in events(hear(listening, stream[:cut]))] == ["green"]
    assert [event.label for event in listening.end()] == ["red"]
    assert engine.listen(RATE, PLAN).end() == []


def test_what_is_not_sure_enough_is_nothing_known(doubter):
    stream = stream_of("green", "red")
    scores = [event.score for event in events(hear(Listener(doubter, RATE, ListenPlan(threshold=0)), stream))]
    assert len(scores) == 2
    between = ListenPlan(threshold=sum(scores) / 2)
    assert [event.score for event in events(hear(Listener(doubter, RATE, between), stream))] == [max(scores)]
    assert events(hear(Listener(doubter, RATE, ListenPlan(threshold=0.99)), stream)) == []


def test_noise_alone_is_no_event(engine):
    noise = np.random.default_rng(0).normal(0, 0.05, 10 * RATE).astype(np.float32)
    assert events(hear(engine.listen(RATE, ListenPlan(threshold=0)), noise)) == []
    assert events(hear(engine.listen(RATE, ListenPlan(threshold=0)), np.zeros(10 * RATE, np.float32))) == []


def test_a_picture_and_words_of_the_moment_count(doubter):
    listening = Listener(doubter, RATE, ListenPlan(threshold=0))
    random = np.random.default_rng(5)

    def heard_with(sample):
        listening.show(sample)
        (event,) = events(hear(listening, stream_of("red")))
        return event

    alone = heard_with(Sample())
    agreed = heard_with(Sample(image=picture_of("red", random), text="this one is red"))
    against = heard_with(Sample(image=picture_of("green", random), text="this one is green"))
    assert (alone.label, agreed.label) == ("red", "red")
    assert agreed.score != pytest.approx(alone.score, abs=0.001)
    assert against.label != "red" or against.score < min(alone.score, agreed.score)
    assert heard_with(Sample()).score == pytest.approx(alone.score, abs=0.001)


def test_an_answer_is_the_predictors_own(doubter):
    """A window that the stream fills is answered like a file of the same length."""
    listening = Listener(doubter, RATE, ListenPlan(hop_seconds=0.05))
    sample = sample_of("green")
    listening.show(sample)
    times = np.arange(RATE) / RATE
    tone = np.sin(2 * np.pi * PITCHES["green"] * times) / 2 + np.random.default_rng(0).normal(0, 0.02, RATE)
    tone = tone.astype(np.float32)
    answered = hops(hear(listening, tone))[-1].scores
    expected = doubter.predict(Sample(**{**sample.contents, "audio": Sound(tone[:2000], RATE)})).scores
    assert answered == pytest.approx(expected, abs=0.05)


def test_what_is_heard_may_contradict_what_is_shown(engine):
    listening = engine.listen(RATE, ListenPlan(threshold=0))
    for shown, conflict in (("green", False), ("red", True)):
        listening.show(sample_of(shown))
        reports = hear(listening, stream_of("green"))
        assert [event.conflict for event in events(reports)] == [conflict]
        assert any(hop.conflict for hop in hops(reports) if hop.active) == conflict
        assert not any(hop.conflict for hop in hops(reports) if not hop.active)
    listening.show(Sample())
    assert [event.conflict for event in events(hear(listening, stream_of("red")))] == [False]


def test_what_is_unknown_is_no_event(engine, monkeypatch):
    listening = engine.listen(RATE, ListenPlan(threshold=0))
    monkeypatch.setattr(Predictor, "far", lambda *_: True)
    reports = hear(listening, stream_of("green"))
    assert not events(reports)
    assert {hop.unknown for hop in hops(reports) if hop.active} == {True}
    assert {hop.unknown for hop in hops(reports) if not hop.active} == {False}


def test_numbers_that_are_none_do_no_lasting_harm(engine):
    listening = engine.listen(RATE, PLAN)
    stream = stream_of("green", "red")
    stream[100:110] = [np.nan, np.inf, -np.inf] * 3 + [np.nan]
    assert [event.label for event in events(hear(listening, stream))][-2:] == ["green", "red"]


def test_nothing_heard_is_nothing_told(engine):
    assert engine.listen(RATE, PLAN).hear(np.zeros(0, np.float32)) == []


def test_the_listener_leaves_the_callers_samples_alone(engine):
    samples = np.full(RATE, 0.5, dtype=np.float32)
    samples.flags.writeable = False
    assert engine.listen(RATE, PLAN).hear(samples)


def test_an_open_model_is_needed():
    with pytest.raises(InputError, match="No model is open"):
        TorchEngine("cpu").listen(RATE, PLAN)


def test_a_model_without_sound_is_one_sentence(colours, tmp_path):
    model = train(colours, tmp_path / "m.safetensors", epochs=1, modalities=("text",)).result.model
    engine = TorchEngine("cpu")
    engine.open(model)
    with pytest.raises(InputError, match=r"takes no sound.*Open one that does\."):
        engine.listen(RATE, PLAN)


def test_a_very_short_window_listens_too(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 12, "val": 30}, missing=0)
    model = train(data, tmp_path / "m.safetensors", epochs=1, modalities=("audio",), audio_seconds=0.1).result.model
    engine = TorchEngine("cpu")
    engine.open(model)
    found = events(hear(engine.listen(RATE, ListenPlan(threshold=0, pause_seconds=0.4)), stream_of("red", "green", seconds=0.14)))
    assert len(found) == 2


def test_minutes_of_listening_take_no_more_memory(engine):
    listening = engine.listen(RATE, ListenPlan(hop_seconds=1.0))
    stream = stream_of("green", "red")
    hear(listening, np.tile(stream, 4), block=RATE)
    kept = listening._spectrogram.decibels.untyped_storage().nbytes()
    tracemalloc.start()
    hear(listening, np.tile(stream, 4), block=RATE)
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(60):
        hear(listening, stream, block=RATE)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 100_000, "two minutes of sound are a million and a half numbers"
    # PyTorch's own memory is not traced.
    assert listening._spectrogram.decibels.untyped_storage().nbytes() <= 2 * kept
