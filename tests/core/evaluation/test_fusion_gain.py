import numpy as np
import pytest

from mmdesk.core.errors import Sentence
from mmdesk.core.evaluation.fusion_gain import bootstrap_interval, fusion_gain


def told(compared):
    return Sentence("{together:.2f} {alone:.2f} {best} {gain:.2f}", **{n: getattr(compared, n) for n in compared.__slots__})


def test_the_best_modality_is_compared_on_the_samples_that_have_another_one_too():
    own = {"image": np.array([1, 0, 0, 1.0]), "text": np.array([1, 1, 1, np.nan])}
    gain = fusion_gain(np.array([1, 1, 1, 0.0]), own, told)
    assert (gain.mean, gain.interval) == (0, (0, 0))
    assert gain.sentence == "Fusion makes no clear difference: 1.00 1.00 the words 0.00"


@pytest.mark.parametrize(("shift", "verdict"), [(1, "Fusion helps"), (-1, "Fusion harms")])
def test_a_clear_difference_is_said(shift, verdict):
    alone = np.random.default_rng(0).normal(0, 1, 50)
    assert fusion_gain(alone + shift, {"image": alone, "text": alone - 9}, told).sentence.startswith(verdict)


def test_one_modality_alone_cannot_be_fused():
    gain = fusion_gain(np.ones(3), {"image": np.ones(3), "text": np.full(3, np.nan)}, told)
    assert (gain.mean, gain.interval) == (0, (0, 0))
    assert "nothing to fuse" in gain.sentence


def test_the_interval_of_a_mean_is_that_of_its_standard_error():
    values = np.random.default_rng(1).normal(2, 3, 400)
    low, high = bootstrap_interval(values)
    reach = 1.96 * values.std() / 20
    assert (low, high) == (pytest.approx(values.mean() - reach, abs=0.06), pytest.approx(values.mean() + reach, abs=0.06))


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    random = np.random.default_rng(0)
    held = 0
    for _ in range(200):
        low, high = bootstrap_interval(random.choice([-1.0, 0, 1], 300, p=[0.1, 0.7, 0.2]))
        held += low <= 0.1 <= high
    assert held >= 180
