"""The last blocks of EfficientNet-Lite0 begin as the frozen network, and learn on."""

import numpy as np
import pytest
import torch
from torch import nn

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.image.backbones import channels_first, pretrained
from mmdesk.engine.modalities.image.column import IMAGE, STAGES
from mmdesk.engine.modalities.image.front_end import Lite0
from mmdesk.engine.modalities.image.tuned import FIRST_TUNED, ROOT, FirstBlocks, side_of
from mmdesk.engine.training.optimization import optimizer_for


def pictures(count, seed=0):
    """Spots of all colours."""
    spots = np.random.default_rng(seed).integers(0, 256, (count, 6, 8, 3), dtype=np.uint8)
    return [Picture(one.repeat(20, 0).repeat(20, 1), (120, 160)) for one in spots]


def encoder_of(numbers):
    encoder = IMAGE.encoding(EncoderSpec("lite0-tuned", numbers)).encoder(numbers)
    encoder.begin()
    return encoder.eval()


def inputs_of(front_end, shown):
    return front_end.inputs(np.stack([front_end.features(front_end.prepare(picture)) for picture in shown]))


@pytest.mark.parametrize("numbers", [ImageFrontEnd(), ImageFrontEnd(64, 192, STAGES), ImageFrontEnd(64, 97, (1, 2, 4, 7))])
@torch.inference_mode()
def test_before_any_step_it_gives_what_the_frozen_network_gives(numbers):
    early, frozen, shown = FirstBlocks(numbers), Lite0(numbers), pictures(2)
    expected = inputs_of(frozen, shown)
    found = encoder_of(numbers).raw(inputs_of(early, shown))
    assert expected.std() > 0.1
    squares = channels_first(np.stack([frozen.prepare(picture) for picture in shown]))
    torch.testing.assert_close(found[:, :1280].square() - ROOT, pretrained()(squares), atol=1e-3, rtol=0)
    # Their roots, and means of stages, are kept in half precision, and the latter are large.
    torch.testing.assert_close(found, expected, atol=5e-3, rtol=1e-2)


@pytest.mark.parametrize("size", [8, 97, 160, 192, 224])
def test_what_is_kept_of_a_picture_has_the_shape_that_is_told(size):
    front_end = FirstBlocks(ImageFrontEnd(64, size, STAGES))
    (picture,) = pictures(1)
    features = front_end.features(front_end.prepare(picture))
    assert (features.shape, features.dtype) == (front_end.shape, front_end.dtype)
    assert side_of(size) == -(-size // 16)
    assert np.isfinite(features).all()


def test_its_steps_lower_the_loss_below_a_head_that_stands_still():
    numbers = ImageFrontEnd(64, 96)
    encoder, shown = encoder_of(numbers), pictures(8)
    labels = torch.arange(8) % 2
    inputs = inputs_of(FirstBlocks(numbers), shown)
    encoder.fit(inputs)
    torch.manual_seed(0)
    head = nn.Linear(encoder.size, 2).requires_grad_(False)
    optimizer, schedule = optimizer_for(encoder.layers, TrainPlan(), 12, [*encoder.layers.parameters()])
    losses = []
    for _ in range(12):
        loss = nn.functional.cross_entropy(head(encoder(inputs)), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.6 * losses[0]
    assert all(parameter.isfinite().all() for parameter in encoder.parameters())


def test_places_where_a_feature_never_is_have_a_slope_too():
    encoder = encoder_of(ImageFrontEnd(64, 32))
    encoder(torch.zeros(2, 320)).sum().backward()
    assert all(parameter.grad.isfinite().all() for parameter in encoder.layers.parameters())


def test_bfloat16_changes_nothing():
    encoder, inputs = encoder_of(ImageFrontEnd(64, 32)), torch.rand(2, 320)
    expected = encoder(inputs)
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(encoder(inputs), expected)


def test_eight_blocks_and_the_head_learn_on():
    layers = encoder_of(ImageFrontEnd()).layers
    before = pretrained().layers[FIRST_TUNED:]
    assert len(layers) == 9
    assert [value.shape for value in layers.state_dict().values()] == [value.shape for value in before.state_dict().values()]
    whole = sum(weights.numel() for weights in pretrained().parameters())
    assert 0.9 < sum(weights.numel() for weights in layers.parameters()) / whole < 0.95, "the first ones are narrow"
