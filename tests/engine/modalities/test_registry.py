"""What holds for the encoders of every modality."""

import numpy as np
import pytest
import torch
from tiny import random_inputs, tiny_spec

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.training.plan import PRESETS
from mmdesk.engine.modalities.registry import ENCODINGS, front_end_of, network_of


def test_every_modality_has_its_column():
    assert list(ENCODINGS) == list(MODALITIES)


def test_an_encoder_that_nobody_knows_is_none():
    with pytest.raises(KeyError):
        network_of(tiny_spec().with_encoders({"image": "magic"}), "image")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("modality", MODALITIES)
@pytest.mark.parametrize("batch", [1, 2, 7])
def test_one_embedding_a_sample_whatever_the_batch(preset, modality, batch):
    spec = tiny_spec(preset=preset)
    torch.manual_seed(0)
    encoder = network_of(spec, modality).eval()
    given = random_inputs(modality, spec, batch)
    with torch.inference_mode():
        embeddings = encoder(given)
        assert embeddings.shape == (batch, encoder.size)
        assert embeddings.isfinite().all()
        torch.testing.assert_close(encoder(given[-1:]), embeddings[-1:], atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("modality", MODALITIES)
def test_everything_in_it_is_trained(modality):
    encoder = network_of(tiny_spec(), modality)
    encoder(random_inputs(modality, tiny_spec(), 4)).square().sum().backward()
    assert all(parameter.grad is not None for parameter in encoder.parameters())


@pytest.mark.parametrize("modality", MODALITIES)
def test_content_becomes_features_and_inputs_of_their_shape(modality):
    front_end = front_end_of(tiny_spec(), modality)
    features = front_end.features(front_end.prepare(ENCODINGS[modality].warm()))
    assert (features.dtype, features.shape) == (front_end.dtype, front_end.shape)
    inputs = front_end.inputs(np.stack([features, features]))
    assert len(inputs) == 2
    assert network_of(tiny_spec(), modality).eval()(inputs).isfinite().all()


@pytest.mark.parametrize("modality", MODALITIES)
def test_what_can_be_hidden_is_like_the_whole(modality):
    front_end = front_end_of(tiny_spec(), modality)
    occlusion = ENCODINGS[modality].occluded(ENCODINGS[modality].warm(), front_end)
    kept = np.stack([np.ones(occlusion.shape, np.bool_), np.zeros(occlusion.shape, np.bool_)])
    whole, hidden = occlusion.shown(kept)
    assert np.array_equal(whole, front_end.prepare(ENCODINGS[modality].warm()))
    assert front_end.features(hidden).shape == front_end.features(whole).shape
    told = occlusion.told(np.ones(occlusion.shape))
    assert told.values.shape == occlusion.shape
    assert [region["value"] for region in told.to_json()] == [1.0] * told.values.size
