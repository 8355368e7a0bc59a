import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.models.spec import AudioFrontEnd, ImageFrontEnd
from mmdesk.core.training.plan import PRESETS
from mmdesk.engine.modalities.encoders import AttentionPool, build_encoder, scaled_pixels
from mmdesk.engine.modalities.text.tokenizer import PADDING


def rows(modality, spec, batch):
    random = torch.Generator().manual_seed(0)
    if modality == "image":
        return torch.randint(0, 256, (batch, 3, spec.image.size, spec.image.size), generator=random, dtype=torch.uint8)
    if modality == "text":
        return torch.randint(2, 250, (batch, spec.text.length), generator=random)
    return torch.rand(batch, spec.audio.bands, spec.audio.frames, generator=random) * 2 - 1


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("modality", MODALITIES)
@pytest.mark.parametrize("batch", [1, 2, 7])
def test_one_embedding_a_sample_whatever_the_batch(preset, modality, batch):
    spec = tiny_spec(preset=preset)
    torch.manual_seed(0)
    encoder = build_encoder(modality, spec).eval()
    given = rows(modality, spec, batch)
    with torch.inference_mode():
        embeddings = encoder(given)
        assert embeddings.shape == (batch, encoder.size)
        assert embeddings.isfinite().all()
        torch.testing.assert_close(encoder(given[-1:]), embeddings[-1:], atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("modality", MODALITIES)
def test_everything_in_it_is_trained(modality):
    encoder = build_encoder(modality, tiny_spec())
    encoder(rows(modality, tiny_spec(), 4)).square().sum().backward()
    assert all(parameter.grad is not None for parameter in encoder.parameters())


@pytest.mark.parametrize("preset", PRESETS)
def test_what_fills_up_a_text_does_not_matter(preset):
    torch.manual_seed(0)
    encoder = build_encoder("text", tiny_spec(preset=preset)).eval()
    text = torch.tensor([[5, 6, 7]])
    filled = torch.nn.functional.pad(text, (0, 9), value=PADDING)
    with torch.inference_mode():
        torch.testing.assert_close(encoder(filled), encoder(text))
        assert not torch.allclose(encoder(torch.tensor([[7, 6, 5]])), encoder(text)), "the order matters"


@pytest.mark.parametrize("size", [16, 32, 80, 96])
def test_pictures_of_every_size(size):
    spec = tiny_spec(image=ImageFrontEnd(size=size))
    assert build_encoder("image", spec).eval()(rows("image", spec, 2)).shape[0] == 2


@pytest.mark.parametrize("seconds", [0.1, 1.0, 6.0])
@pytest.mark.parametrize("preset", PRESETS)
def test_sounds_of_every_length(preset, seconds):
    spec = tiny_spec(preset=preset, audio=AudioFrontEnd(rate=8000, seconds=seconds, bands=32, window=256, hop=80))
    assert build_encoder("audio", spec).eval()(rows("audio", spec, 2)).shape[0] == 2


def test_bytes_and_numbers_of_a_picture_are_the_same():
    pixels = rows("image", tiny_spec(), 2)
    torch.testing.assert_close(scaled_pixels(pixels), scaled_pixels(pixels.float()))
    assert scaled_pixels(pixels).abs().max() < 4


def test_pooling_gives_a_mean_with_weights_and_the_largest_of_the_valid_places():
    torch.manual_seed(0)
    pool = AttentionPool(4)
    positions = torch.randn(2, 5, 4)
    valid = torch.tensor([[True, True, False, False, False], [False, False, True, False, False]])
    mean, largest = pool(positions, valid).chunk(2, -1)
    torch.testing.assert_close(mean[1], positions[1, 2])
    torch.testing.assert_close(largest[1], positions[1, 2])
    low, high = positions[0, :2].amin(0), positions[0, :2].amax(0)
    assert ((mean[0] >= low - 1e-6) & (mean[0] <= high + 1e-6)).all()
    torch.testing.assert_close(largest[0], high)
    torch.testing.assert_close(pool(torch.ones(1, 9, 4)), torch.ones(1, 8))
