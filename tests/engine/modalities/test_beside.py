"""What learns from nothing and what is frozen, in one row of numbers and apart again."""

import numpy as np
import pytest
import torch
from tiny import sample_of, tiny_spec

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.modalities.text.tokenizer import train_tokenizer
from mmdesk.core.models.encoders import BESIDE, PAIRS
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.registry import ENCODINGS, check, encoding_of, front_end_of, knows, network_of

EVERY_PAIR = [(modality, name) for modality, names in PAIRS.items() for name in names]
SMALL = [("image", "fresh+lite0"), ("text", "fresh+tf-idf"), ("audio", "fresh+cepstra")]


def specs_of(modality, name):
    """Those of the pair, and of each of its halves."""
    names = name, "fresh", name.removeprefix(BESIDE)
    return [tiny_spec((modality,)).with_encoders({modality: one}) for one in names]


def inputs_of(spec, modality, *labels):
    front_end = front_end_of(spec, modality)
    features = [front_end.features(front_end.prepare(sample_of(label)[modality])) for label in labels]
    assert all((one.dtype, one.shape) == (front_end.dtype, front_end.shape) for one in features)
    return encoding_of(spec, modality).front_end.inputs(np.stack(features))


@pytest.mark.parametrize(("modality", "name"), EVERY_PAIR)
def test_both_halves_are_what_they_are_alone(modality, name):
    both, fresh, frozen = specs_of(modality, name)
    network = network_of(both, modality).eval()
    own, ready = network.split(inputs_of(both, modality, "red", "蓝"))
    alone = inputs_of(fresh, modality, "red", "蓝")
    if modality == "image":  # which is prepared once, as the finer half has it
        assert own.shape == alone.shape
        assert (own - alone).abs().mean() < 8
    else:
        assert own.dtype == alone.dtype
        assert torch.equal(own, alone)
    assert torch.equal(ready, inputs_of(frozen, modality, "red", "蓝"))
    with torch.inference_mode():
        embedding = network(network._sides.joined(own, ready))
        parts = network.fresh(own), network.frozen(ready)
    assert embedding.shape == (2, network.size)
    torch.testing.assert_close(embedding, torch.cat(parts, 1))


@pytest.mark.parametrize(("modality", "name"), SMALL)
def test_only_what_learns_is_varied(modality, name):
    both, *_ = specs_of(modality, name)
    network, given = network_of(both, modality), inputs_of(both, modality, "red", "green")
    varied = encoding_of(both, modality).varied(given, Draws(torch.Generator().manual_seed(0), 1.0))
    assert varied.shape == given.shape
    (before, ready), (after, still) = network.split(given), network.split(varied)
    assert torch.equal(ready, still)
    assert not torch.equal(before, after)


@pytest.mark.parametrize(("modality", "name"), SMALL)
def test_what_can_be_hidden_is_hidden_from_both(modality, name):
    both, *_ = specs_of(modality, name)
    front_end, network = front_end_of(both, modality), network_of(both, modality)
    occlusion = ENCODINGS[modality].occluded(sample_of("red")[modality], front_end.preparing)
    contents = occlusion.shown(np.stack([np.ones(occlusion.shape, np.bool_), np.zeros(occlusion.shape, np.bool_)]))
    own, ready = network.split(front_end.inputs(np.stack([front_end.features(content) for content in contents])))
    for half in own, ready:
        assert (half[1:] != half[:1]).flatten(1).any(1).any(), "somewhere it is seen"


def test_a_picture_is_prepared_as_large_as_the_larger_half_wants_it():
    def spec(size):
        return ModelSpec(("a", "b"), {"image": EncoderSpec("fresh+lite0", ImageFrontEnd(size=size, pretrained_size=96))})

    picture = sample_of("red")["image"]
    assert [len(front_end_of(spec(size), "image").prepare(picture)) for size in (32, 128)] == [96, 128]


def test_only_pairs_of_one_that_learns_and_one_that_does_not_are_known():
    assert all(knows(modality, name) for modality, name in EVERY_PAIR)
    for name in "fresh+fresh", "fresh+", "lite0+fresh", "fresh+lite0-classes", "fresh+cepstra", "classic+lite0":
        assert not knows("image", name)
        with pytest.raises(KeyError):
            network_of(tiny_spec(("image",)).with_encoders({"image": name}), "image")


def test_numbers_of_both_halves_are_looked_at():
    with pytest.raises(ValueError, match="stages"):
        check("image", EncoderSpec("fresh+lite0", ImageFrontEnd(stages=(60,))))
    check("image", EncoderSpec("fresh+lite0", ImageFrontEnd(stages=(4,))))
    words = train_tokenizer([f"word{number} and {number}" for number in range(500)], 600)
    check("text", EncoderSpec("fresh+sentence", TextFrontEnd(vocabulary=600, tokenizer=words)))
    with pytest.raises(ValueError, match="more tokens"):
        check("text", EncoderSpec("fresh+sentence", TextFrontEnd(vocabulary=1, tokenizer=words)))
