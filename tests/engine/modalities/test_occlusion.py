import numpy as np
import pytest

from mmdesk.engine.modalities.occlusion import MOST, asked_of, blocks, marginal, settled


@pytest.mark.parametrize(("shape", "size", "count"), [((8, 8), 2, 16), ((4, 12), 2, 12), ((5,), 1, 5), ((1, 12), 2, 6)])
def test_blocks_cover_everything(shape, size, count):
    found = blocks(shape, size, size)
    assert found.shape == (count, *shape)
    assert (found.sum(0) >= 1).all()
    assert {int(one.sum()) for one in found} == {int(np.prod([min(size, length) for length in shape]))}


@pytest.mark.parametrize("seed", range(5))
def test_of_regions_that_act_in_pairs_it_is_the_shapley_value(seed):
    """v(T) = sum a_i + sum a_ij has the Shapley value a_i + sum_j a_ij / 2 (Grabisch 1997)."""
    random = np.random.default_rng(seed)
    single, pairs = random.normal(size=6), np.triu(random.normal(size=(6, 6)), 1)

    def evidence(kept):
        there = kept.reshape(len(kept), -1).astype(float)
        return 0.7 + there @ single + np.einsum("ki,ij,kj->k", there, pairs, there)

    kept = asked_of((2, 3), 1)
    exact = single + (pairs + pairs.T).sum(1) / 2
    assert marginal(kept, evidence(kept)) == pytest.approx(exact.reshape(2, 3))


@pytest.mark.parametrize("contribution", [0.3, -0.2, 0.0])
@pytest.mark.parametrize("evidence", [[4.0, -3.0, 1.0], [-2.0, -1.0, 0.5], [1.0, -1.0, 0.0], [0.0, 0.0, 0.0], [1e-5, 0.0, 0.0]])
def test_regions_add_up_to_the_contribution(evidence, contribution):
    values = settled(np.array(evidence), contribution)
    assert values.sum() == pytest.approx(contribution, abs=1e-12)
    assert np.abs(values - values.mean()).sum() <= 2 * MOST * abs(contribution) + 1e-12, "no more than the evidence bears"


def test_what_speaks_for_it_stays_in_front_and_nothing_is_told_of_noise():
    assert settled(np.array([4.0, -1.0, 1.0]), 0.4).tolist() == pytest.approx([0.4, -0.1, 0.1])
    assert settled(np.array([4.0, -1.0, 1.0]), -0.1).argmax() == 0
    assert settled(np.array([1e-5, 0.0]), 0.4).tolist() == [0.2, 0.2]
