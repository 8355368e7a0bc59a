"""Dropout that draws from a generator of the thread's own."""

import threading

import torch

from mmdesk.engine.modalities.dropout import Dropout, drawing_from

ONES = torch.ones(20_000)


def dropped(seed, layer=None):
    with drawing_from(torch.Generator().manual_seed(seed)):
        return (layer or Dropout(0.25))(ONES)


def test_the_chance_and_the_scale_are_those_of_dropout():
    values = dropped(0)
    assert abs(float((values == 0).float().mean()) - 0.25) < 0.02
    assert torch.equal(values.unique(), torch.tensor([0.0, 4 / 3]))


def test_the_seed_decides_whatever_other_threads_draw():
    state = torch.get_rng_state()
    found = []
    threads = [threading.Thread(target=lambda: found.append(dropped(5))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(torch.equal(values, dropped(5)) for values in found)
    assert not torch.equal(dropped(5), dropped(6))
    assert torch.equal(torch.get_rng_state(), state)


def test_without_a_generator_it_is_pytorchs_own():
    torch.manual_seed(3)
    ours = Dropout(0.25)(ONES)
    torch.manual_seed(3)
    assert torch.equal(ours, torch.nn.Dropout(0.25)(ONES))


def test_at_rest_nothing_changes():
    assert torch.equal(dropped(0, Dropout(0.25).eval()), ONES)


def test_gradients_flow_where_values_were_kept():
    values = ONES.clone().requires_grad_()
    with drawing_from(torch.Generator().manual_seed(1)):
        kept = Dropout(0.5)(values)
    kept.sum().backward()
    assert torch.equal(values.grad, kept.detach())
