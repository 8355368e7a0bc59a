"""What the solvers agree on."""

import pytest
import torch
from clouds import centres, clouds

from mmdesk.engine.training.heads import least_squares, logistic
from mmdesk.engine.training.heads.linear_head import LinearHead, spread_over


def test_a_head_answers_with_an_output_a_class():
    head = LinearHead(torch.tensor([[1.0, 2.0], [0.0, -1.0]]), torch.tensor([0.5, 0.0]), torch.zeros(0, 2))
    assert head(torch.tensor([[1.0, 1.0]])).tolist() == [[3.5, -1.0]]


def test_some_are_spread_over_all():
    assert spread_over(101, 5).tolist() == [0, 25, 50, 75, 100]
    assert spread_over(3, 5).tolist() == [0, 1, 2]


@pytest.mark.parametrize("fitted", [logistic.fitted, least_squares.fitted])
def test_the_names_of_the_classes_teach_where_they_say_something(fitted):
    """Of two samples a class, over 20 seeds, 0.63 to 0.92 are right without names and 0.96 to 1 with them."""
    values, labels = clouds(306, 50, apart=0.5)
    alone, named = (fitted(values[:6], labels[:6], 3, names) for names in (None, centres(50, apart=0.5)))
    right, better = ((head(values[6:]).argmax(-1) == labels[6:]).float().mean() for head in (alone, named))
    assert better > right + 0.05
    assert named.out_of_fold.shape == (6, 3), "names are no samples"
