import io

import pytest
import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

from mmdesk.core.models.backbones import LITE0, weights_of
from mmdesk.engine.modalities.image.backbones import (
    CHANNELS,
    Convolution,
    EfficientNetLite0,
    folded,
    pretrained,
    pretrained_classifier,
    scaled_pixels,
)


@pytest.fixture(scope="module")
def network():
    return pretrained()


@pytest.fixture(scope="module")
def theirs():
    """The package's own code with the same weights."""
    theirs = EfficientNet.from_name("efficientnet-lite0")
    theirs.load_state_dict(torch.load(io.BytesIO(weights_of(LITE0)), weights_only=True))
    return theirs.eval()


def pictures(side, count=2):
    """Noise of all sizes: coarse spots as well as single pixels."""
    draw = torch.Generator().manual_seed(0)
    noise = [torch.rand(count, 3, size, size, generator=draw) for size in (4, 16, side)]
    spots = sum(nn.functional.interpolate(part, (side, side), mode="bilinear") for part in noise) / len(noise)
    return (spots * 255).to(torch.uint8)


@pytest.mark.parametrize("side", [128, 160, 192, 224])
@torch.inference_mode()
def test_features_are_those_of_the_package(network, theirs, side):
    shown = pictures(side)
    expected = theirs.extract_features((shown.float() - 127) / 128).mean((2, 3))
    features = network(shown)
    assert features.shape == (2, LITE0.features)
    assert expected.std() > 0.1
    torch.testing.assert_close(features, expected, atol=1e-4, rtol=0)


@torch.inference_mode()
def test_stages_give_the_means_of_what_their_last_blocks_give_the_next(network, theirs):
    shown = pictures(160)
    values = theirs._swish(theirs._bn0(theirs._conv_stem((shown.float() - 127) / 128)))
    blocks = {}
    for number, block in enumerate(theirs._blocks):
        values = block(values)
        blocks[number] = values.mean((2, 3))
    *stages, end = network.means(shown, (4, 5, 6))
    for found, block in zip(stages, (7, 10, 14), strict=True):
        torch.testing.assert_close(found, blocks[block], atol=1e-4, rtol=0)
    assert [found.shape[1] for found in stages] == [CHANNELS[stage - 1] for stage in (4, 5, 6)]
    assert torch.equal(end, network(shown))


@torch.inference_mode()
def test_so_are_the_thousand_classes(theirs):
    shown = pictures(224)
    torch.testing.assert_close(pretrained_classifier()(shown), theirs((shown.float() - 127) / 128), atol=1e-3, rtol=0)


@pytest.mark.parametrize("side", [32, 33, 97, 150])
@torch.inference_mode()
def test_any_size_will_do(network, side):
    features = network(pictures(side, count=1))
    assert features.shape == (1, LITE0.features)
    assert features.isfinite().all()


@pytest.mark.parametrize("kernel", [3, 5])
@pytest.mark.parametrize("side", [7, 8])
def test_a_stride_of_two_halves_the_side_upwards(side, kernel):
    assert Convolution(4, 4, kernel, 2, groups=4)(torch.zeros(1, 4, side, side)).shape == (1, 4, 4, 4)


@torch.inference_mode()
def test_the_last_layers_go_on_from_what_the_first_ones_gave(network):
    shown = pictures(96)
    early = network.layers[:12](scaled_pixels(shown))
    torch.testing.assert_close(network.layers[12:](early).mean((2, 3)), network(shown))


def test_the_last_layers_can_be_trained():
    network = pretrained()
    shown, labels = pictures(64, count=8), torch.arange(8) % 2
    shown[labels == 1] //= 3
    with torch.no_grad():
        early = network.layers[:15](scaled_pixels(shown))
    last, head = network.layers[15:], nn.Linear(LITE0.features, 2)
    nn.init.zeros_(head.weight)
    optimizer = torch.optim.AdamW([*last.parameters(), *head.parameters()], 1e-3)
    losses = []
    for _ in range(6):
        loss = nn.functional.cross_entropy(head(last(early).mean((2, 3))), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.6 * losses[0]


def test_weights_of_another_shape_do_not_fit(network):
    state = network.state_dict()
    state["layers.0.0.bias"] = torch.zeros(31)
    with pytest.raises(RuntimeError, match="size mismatch"):
        EfficientNetLite0().load_state_dict(state)


def test_folding_needs_all_of_the_package_names(network):
    with pytest.raises(KeyError):
        folded({}, network)
