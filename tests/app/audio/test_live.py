"""Answering what the microphone hears: in order, without a gap, with the picture and the words of the moment."""

import itertools
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from patience import SECONDS

from mmdesk.app.audio.live import LATENCY_SHARE, Live
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.stream import Event
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample


class Listening:
    """Tells every block as an event that starts at its first sample."""

    def __init__(self):
        self.samples = []
        self.shown = []
        self.may_go = threading.Event()
        self.may_go.set()

    def show(self, sample):
        self.shown.append(sample["text"])

    def hear(self, samples):
        self.may_go.wait(SECONDS)
        self.samples += samples.tolist()
        return [Event("cat", float(samples[0]), float(samples[-1]), 0.9)]

    def end(self):
        return [Event("the end", 0.0, float(len(self.samples)), 0.9)]


class Engine:
    """Listens, or not."""

    def __init__(self):
        self.listenings = []
        self.fault = None

    def listen(self, rate, plan):
        if self.fault:
            raise self.fault
        self.rate = rate
        self.listenings.append(Listening())
        return self.listenings[-1]


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def live(hearing, engine, qapp):
    worker = Worker("engine")
    live = Live(hearing, worker, lambda: engine)
    yield live
    live.stop()
    assert worker.close(SECONDS)
    live.deleteLater()
    worker.deleteLater()


def numbers(start, stop):
    return np.arange(start, stop, dtype=np.float32)


def test_samples_arrive_in_order_and_without_a_gap(live, hearing, engine, qtbot):
    events = []
    live.event_heard.connect(events.append)
    live.start()
    hearing.hear(numbers(0, 10))
    qtbot.waitUntil(lambda: bool(events))
    listening = engine.listenings[0]
    listening.may_go.clear()
    for start in range(10, 100, 10):
        hearing.hear(numbers(start, start + 10))
    listening.may_go.set()
    qtbot.waitUntil(lambda: len(listening.samples) == 100)
    assert listening.samples == list(range(100))
    assert engine.rate == 8000


def test_it_listens_with_the_words_of_the_moment(live, hearing, engine, qtbot):
    live.show(Sample(text="one"))
    live.start()
    hearing.hear(numbers(0, 10))
    qtbot.waitUntil(lambda: bool(engine.listenings) and bool(engine.listenings[0].samples))
    live.show(Sample(text="two"))
    hearing.hear(numbers(10, 20))
    hearing.hear(numbers(20, 30))
    qtbot.waitUntil(lambda: len(engine.listenings[0].samples) == 30)
    assert engine.listenings[0].shown == ["one", "two"]


def test_another_model_begins_again(live, hearing, engine, qtbot):
    live.start()
    hearing.hear(numbers(0, 10))
    qtbot.waitUntil(lambda: bool(engine.listenings) and bool(engine.listenings[0].samples))
    live.begin_again()
    qtbot.waitUntil(lambda: live._listening is None)
    hearing.hear(numbers(10, 20))
    qtbot.waitUntil(lambda: len(engine.listenings) == 2 and bool(engine.listenings[1].samples))


def test_a_model_that_cannot_listen_is_told(live, hearing, engine, qtbot):
    engine.fault = InputError("This model takes no sound.")
    live.start()
    with qtbot.waitSignal(live.failed) as failure:
        hearing.hear(numbers(0, 10))
    assert failure.args == ["This model takes no sound."]
    assert not live.running


def test_the_moment_is_the_last_seconds(live, hearing, qtbot):
    live.start()
    for start in range(0, 80_000, 4000):
        hearing.hear(numbers(start, start + 4000))
    moment = live.moment()
    kept, rate = np.concatenate(moment.samples), moment.rate
    assert kept[-1] == 79_999
    assert 5 * rate <= len(kept) <= 5 * rate + 4000


def test_it_stops_when_the_microphone_goes(live, hearing):
    live.start()
    hearing.stop()
    assert not live.running


@pytest.fixture
def events(live):
    """The labels of all events, with their ends in samples of the stream."""
    found = []
    live.event_heard.connect(lambda event: found.append((event.label, event.end)))
    return found


def test_what_goes_on_when_it_stops_is_told(live, hearing, events, qtbot):
    live.start()
    hearing.hear(numbers(0, 10))
    hearing.last = numbers(10, 20)
    live.stop()
    assert not live.running
    qtbot.waitUntil(lambda: ("the end", 20.0) in events)
    assert events[-1] == ("the end", 20.0)


def test_nothing_is_answered_while_it_is_paused(live, hearing, engine, events, qtbot):
    live.start()
    hearing.hear(numbers(0, 10))
    live.pause(True)
    assert live.paused
    qtbot.waitUntil(lambda: ("the end", 10.0) in events)
    hearing.hear(np.zeros(80_000, dtype=np.float32))
    assert np.concatenate(live.moment().samples).tolist() == list(range(10))
    live.pause(False)
    hearing.hear(numbers(0, 10))
    qtbot.waitUntil(lambda: len(engine.listenings) == 2 and bool(engine.listenings[1].samples))
    assert engine.listenings[1].samples == list(range(10))
    qtbot.waitUntil(lambda: len(events) == 3)
    assert events[2] == ("cat", 9 + 80_010 / 8000), "times go on while it is paused"


def test_the_latency_is_that_of_driver_and_engine(live, hearing, engine, qtbot, monkeypatch):
    clock = itertools.accumulate([7.0, 0.1, 2.0, 0.3])  # asked when samples come and when their answer does
    monkeypatch.setattr("mmdesk.app.audio.live.time", SimpleNamespace(perf_counter=lambda: next(clock)))
    live.start()
    hearing.hear(numbers(0, 10))
    qtbot.waitUntil(lambda: live.latency > 0)
    first = 0.1 + hearing.latency
    assert live.latency == pytest.approx(first)
    hearing.hear(numbers(10, 20))
    qtbot.waitUntil(lambda: live.latency != pytest.approx(first))
    assert live.latency == pytest.approx(first + LATENCY_SHARE * 0.2)
