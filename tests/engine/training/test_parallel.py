"""The encoders' forward and backward pass by workers: as one pass in one thread, whatever the number of workers."""

import pytest
import torch
from tiny import tiny_spec
from torch import nn

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import PRESETS
from mmdesk.engine.data.batches import Batch
from mmdesk.engine.device import choose_device
from mmdesk.engine.modalities.dropout import Dropout
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.training import parallel
from mmdesk.engine.training.normalization import keep_no_means
from mmdesk.engine.training.parallel import ParallelEncoders
from mmdesk.engine.workers import Workers

SAMPLES = 24
CPU = choose_device("cpu")


@pytest.fixture
def batch():
    random = torch.Generator().manual_seed(0)
    mask = torch.rand(SAMPLES, 3, generator=random) < 0.7
    images, texts, sounds = mask.sum(0).tolist()
    inputs = {
        "image": torch.randint(0, 255, (images, 3, 16, 16), generator=random).to(torch.uint8),
        "text": torch.randint(4, 50, (texts, 12), generator=random),
        "audio": torch.rand(sounds, 16, 20, generator=random),
    }
    return Batch(inputs, mask, torch.randint(0, 3, (SAMPLES,), generator=random))


def fresh(dropout=True, **changes):
    torch.manual_seed(0)
    model = build(tiny_spec(**changes)).train()
    keep_no_means(model)
    for part in model.modules():
        if isinstance(part, Dropout) and not dropout:
            part.share = 0.0
    return model


def loss_of(model, encoded, batch):
    logits = model.fuse(encoded, batch.mask).logits
    return nn.functional.cross_entropy(logits, batch.labels) + encoded.unimodal.square().mean()


def gradients(model, batch, count, device=CPU):
    """The gradients of one step by so many workers."""
    encoders = ParallelEncoders(model, device)
    torch.manual_seed(0)
    with Workers(count) as workers:
        loss_of(model, encoders.forward(batch, torch.Generator().manual_seed(1), workers), batch).backward()
        encoders.backward(workers)
    return {name: parameter.grad for name, parameter in model.named_parameters()}


def one_pass(model, batch):
    """The same by PyTorch's own backward pass through the whole model."""
    torch.manual_seed(0)
    loss_of(model, model.encode(batch.inputs, batch.mask), batch).backward()
    return {name: parameter.grad for name, parameter in model.named_parameters()}


@pytest.fixture
def exact(monkeypatch):
    """A processor that does not multiply in bfloat16."""
    return type(CPU)(CPU.torch, CPU.reason, bfloat16=False)


def assert_close(found, wanted):
    assert found.keys() == wanted.keys()
    for name, gradient in wanted.items():
        assert (found[name] is None) == (gradient is None), name
        if gradient is not None:
            assert torch.allclose(found[name], gradient, atol=1e-5), name


@pytest.mark.parametrize("fusion", ["mixture", "mean", "attention"])
def test_gradients_are_those_of_one_pass_through_the_whole(batch, exact, fusion):
    whole = one_pass(fresh(dropout=False, fusion=fusion), batch)
    for count in (1, 2, 3):
        assert_close(gradients(fresh(dropout=False, fusion=fusion), batch, count, exact), whole)


def test_gradients_of_shards_add_up_where_samples_do_not_meet(batch, exact, monkeypatch):
    monkeypatch.setattr(parallel, "LEAST_SAMPLES", 3)
    monkeypatch.setattr(parallel, "LEAST_NUMBERS", 1)
    # Batch normalisation lets samples meet; at rest it does not.
    whole, sharded = fresh(dropout=False).eval(), fresh(dropout=False).eval()
    assert_close(gradients(sharded, batch, 2, exact), one_pass(whole, batch))


def test_the_number_of_workers_changes_no_bit(batch, monkeypatch):
    monkeypatch.setattr(parallel, "LEAST_SAMPLES", 3)
    monkeypatch.setattr(parallel, "LEAST_NUMBERS", 1)
    alone = gradients(fresh(), batch, 1)
    for count in (2, 5):
        together = gradients(fresh(), batch, count)
        assert all(torch.equal(together[name], gradient) for name, gradient in alone.items())


def test_what_a_batch_lacks_gets_no_gradient(batch):
    shown = batch.mask.clone()
    shown[:, 2] = False
    found = gradients(fresh(), Batch({m: batch.inputs[m] for m in ("image", "text")}, shown, batch.labels), 2)
    assert all(found[name] is None for name in found if ".audio." in name)
    assert all(found[name] is not None for name in found if name.startswith("encoders.image"))


def test_gradients_lie_in_memory_as_their_parameters(batch):
    model = fresh()
    gradients(model, batch, 2)
    assert all(parameter.grad.stride() == parameter.stride() for parameter in model.parameters() if parameter.grad is not None)


def test_an_error_in_a_shard_is_raised(batch):
    broken = Batch({**batch.inputs, "text": batch.inputs["text"] + 10**6}, batch.mask, batch.labels)
    with pytest.raises(IndexError):
        gradients(fresh(), broken, 2)


@pytest.mark.parametrize("preset", PRESETS)
def test_encoders_draw_from_nothing_that_threads_share(preset):
    model = build(tiny_spec(preset=preset))
    drawing = [part for part in model.encoders.modules() if isinstance(part, nn.modules.dropout._DropoutNd)]
    assert drawing == []


def test_samples_of_a_fine_tuned_encoder_do_not_meet_so_that_their_shards_are_small(exact):
    numbers = ImageFrontEnd(16, 32)
    spec = tiny_spec(("image",), encoders={"image": EncoderSpec("lite0-tuned", numbers)})
    inputs = torch.rand(SAMPLES, 80 * 2 * 2, generator=torch.Generator().manual_seed(0))
    batch = Batch({"image": inputs}, torch.ones(SAMPLES, 1, dtype=torch.bool), torch.arange(SAMPLES) % 3)

    def model():
        torch.manual_seed(0)
        return build(spec)

    whole = one_pass(model(), batch)
    encoders = ParallelEncoders(model(), exact)
    assert len(encoders._sharded("image", inputs, torch.Generator())) == SAMPLES // parallel.FINE_TUNED_SAMPLES > 1
    for name, gradient in gradients(model(), batch, 2, exact).items():
        torch.testing.assert_close(gradient, whole[name], atol=1e-4, rtol=1e-3)
