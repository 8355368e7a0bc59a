"""Sums that people read add up to the answer that they read."""

import itertools

import numpy as np
import pytest

from mmdesk.core.answers.points import apportioned, points_of
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.numerals import percent

NAMES = ("image", "text", "audio")


def prediction_of(average, contributions, task="classification", label="7"):
    score = average + sum(contributions)
    own = {name: ModalityAnswer(0.5, value, label, score) for name, value in zip(NAMES, contributions, strict=False)}
    return Prediction(label, score, {}, own, average, "cpu", 1.0, task)


@pytest.mark.parametrize("decimals", [0, 1])
def test_what_is_shown_adds_up_and_none_is_off_by_a_step(decimals):
    random = np.random.default_rng(0)
    for _ in range(500):
        average, *ends = random.dirichlet(np.ones(4))
        contributions = [*ends[:2], ends[2] - 2 * average * random.random()]
        prediction = prediction_of(average, contributions)
        points = points_of(prediction, decimals)
        assert points.average + sum(points.parts.values()) == points.total
        exact = [value * 100 * 10**decimals for value in (average, *contributions)]
        assert all(abs(told - value) < 1 for told, value in zip((points.average, *points.parts.values()), exact, strict=True))
        if 0.005 < prediction.score < 0.995:
            shown = percent(prediction.score, f".{decimals}f").replace(" ", "\N{NO-BREAK SPACE}")
            assert points.shown(points.total) == shown


def test_the_sum_is_told_in_words():
    told = points_of(prediction_of(0.1, [0.617, 0.213, -0.061])).told
    assert told == "average 10 % · picture +62 · words +21 · sound −6 = 87 %".replace(" %", "\N{NO-BREAK SPACE}%")


def test_nearly_everything_is_not_everything():
    points = points_of(prediction_of(0.1, [0.8, 0.0985]))
    assert (points.total, points.average + sum(points.parts.values())) == (99, 99)
    assert points_of(prediction_of(0.25, [0.75])).total == 100
    assert points_of(prediction_of(0.001, [0.002])).total == 1


def test_what_adds_nothing_is_nothing():
    points = points_of(prediction_of(0.25, [0.6, -1e-17, 1e-17]))
    assert [points.added(name) for name in NAMES] == ["+60", "0", "0"]


def test_numbers_have_the_decimals_of_their_label():
    points = points_of(prediction_of(70.04, [3.04, -0.54], "regression", "72.5"))
    assert points.told == "average 70.0 · picture +3.0 · sound −0.5 = 72.5".replace("sound", "words")
    large = points_of(prediction_of(1e20, [2.5e20], "regression", "3.5e+20"))
    assert large.average + sum(large.parts.values()) == large.total == 35


def test_totals_that_are_far_from_the_sum_are_reached_all_the_same():
    for total, values in itertools.product((-7, 0, 9), ([0.5, 0.5], [3.2, -1.1, 0.0])):
        assert sum(apportioned(values, total)) == total
