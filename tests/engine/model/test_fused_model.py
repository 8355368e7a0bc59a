import dataclasses
import itertools

import pytest
import torch
from tiny import random_inputs, tiny_spec

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.core.training.plan import FUSION_NAMES, PRESETS
from mmdesk.engine.model.fused_model import FusedModel, Output, build

SUBSETS = torch.tensor(list(itertools.product([False, True], repeat=3)))[1:]
"""(7, 3), all but the empty one."""


def built(spec: ModelSpec) -> FusedModel:
    torch.manual_seed(0)
    return build(spec).eval()


def inputs(spec: ModelSpec, mask: torch.Tensor) -> dict[str, torch.Tensor]:
    """Random inputs for those rows of each modality that are present."""
    whole = {modality: random_inputs(modality, spec, len(mask), seed=1) for modality in spec.modalities}
    return {m: whole[m][mask[:, i]] for i, m in enumerate(spec.modalities) if mask[:, i].any()}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("fusion", FUSION_NAMES)
def test_every_fusion_and_preset_answers_every_subset(preset, fusion):
    spec = tiny_spec(preset=preset, fusion=fusion)
    model = built(spec)
    with torch.inference_mode():
        together = model(inputs(spec, SUBSETS), SUBSETS)
        assert isinstance(together, Output)
        assert together.logits.shape == (7, 3)
        assert together.weights.shape == (7, 3)
        assert together.embeddings.shape == (7, 3, spec.dimension)
        assert together.unimodal.shape == (7, 3, 3)
        assert (together.weights[~SUBSETS] == 0).all()
        torch.testing.assert_close(together.weights.sum(-1), torch.ones(7))
        whole = inputs(spec, torch.ones_like(SUBSETS))
        for row, mask in enumerate(SUBSETS):
            shown = {m: whole[m][row : row + 1] for i, m in enumerate(MODALITIES) if mask[i]}
            alone = model(shown, mask.unsqueeze(0))
            torch.testing.assert_close(alone.logits.isfinite(), torch.ones(1, 3, dtype=torch.bool))
            torch.testing.assert_close(alone.weights[0][~mask], torch.zeros(int((~mask).sum())))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("modalities", [m for n in (1, 2, 3) for m in itertools.combinations(MODALITIES, n)])
@pytest.mark.parametrize("batch", [1, 3])
def test_any_modalities_and_any_number_of_samples(preset, modalities, batch):
    spec = tiny_spec(preset=preset, modalities=modalities)
    mask = torch.ones(batch, len(modalities), dtype=torch.bool)
    output = built(spec)(inputs(spec, mask), mask)
    assert output.logits.shape == (batch, 3)
    assert output.weights.shape == (batch, len(modalities))


def test_a_sample_does_not_depend_on_its_neighbours():
    spec = tiny_spec()
    model = built(spec)
    mask = SUBSETS
    given = inputs(spec, mask)
    with torch.inference_mode():
        together = model(given, mask)
        for row in range(7):
            place = {m: int(mask[:row, i].sum()) for i, m in enumerate(MODALITIES)}
            shown = {m: given[m][place[m] : place[m] + 1] for i, m in enumerate(MODALITIES) if mask[row, i]}
            alone = model(shown, mask[row : row + 1])
            torch.testing.assert_close(alone.logits[0], together.logits[row], atol=1e-4, rtol=1e-4)


def test_fusing_a_part_of_what_was_encoded_is_like_encoding_only_that_part():
    spec = tiny_spec()
    model = built(spec)
    everything = torch.ones(2, 3, dtype=torch.bool)
    whole = inputs(spec, everything)
    with torch.inference_mode():
        encoded = model.encode(whole, everything)
        for shown in SUBSETS:
            mask = shown.expand(2, 3)
            part = {m: whole[m] for i, m in enumerate(MODALITIES) if shown[i]}
            torch.testing.assert_close(model.fuse(encoded, mask).logits, model(part, mask).logits)


def test_a_model_after_the_same_spec_takes_its_weights():
    spec = tiny_spec()
    first, second = build(spec), build(spec)
    second.load_state_dict(first.state_dict())
    mask = torch.ones(1, 3, dtype=torch.bool)
    with torch.inference_mode():
        torch.testing.assert_close(first.eval()(inputs(spec, mask), mask).logits, second.eval()(inputs(spec, mask), mask).logits)


def test_the_classic_preset_has_the_theorys_numbers():
    front_ends = {
        "image": ImageFrontEnd(size=224),
        "text": TextFrontEnd(length=128, vocabulary=10_000),
        "audio": AudioFrontEnd(bands=128, window=1024, hop=160, seconds=1.27),
    }
    encoders = {modality: EncoderSpec("classic", numbers) for modality, numbers in front_ends.items()}
    spec = ModelSpec(labels=("a", "b"), encoders=encoders, preset="classic", fusion="fixed")
    model = build(spec)
    assert {name: encoder.size for name, encoder in model.encoders.items()} == {"image": 256, "text": 128, "audio": 256}
    assert all(projection.out_features == 512 for projection in model.projections.values())
    for name, channels in (("image", 3), ("audio", 1)):
        layers = [type(layer).__name__ for layer in model.encoders[name].layers]
        assert (layers.count("Conv2d"), layers.count("MaxPool2d"), layers.count("Linear")) == (2, 2, 1)
        assert model.encoders[name].layers[0].in_channels == channels
    embedding = model.encoders["text"].embedding
    assert (embedding.num_embeddings, embedding.embedding_dim) == (10_000, 128)
    assert spec.front_end("audio").frames == 128
    mask = torch.ones(1, 3, dtype=torch.bool)
    with torch.inference_mode():
        assert model.eval()(inputs(spec, mask), mask).logits.shape == (1, 2)


def test_an_unknown_fusion_is_no_model():
    with pytest.raises(KeyError):
        build(dataclasses.replace(tiny_spec(), fusion="magic"))


def ready_spec(classes: int) -> ModelSpec:
    labels = tuple(str(number) for number in range(classes))
    return ModelSpec(labels, {"image": EncoderSpec("lite0-classes", ImageFrontEnd())}, fusion="product", dimension=1)


def test_a_ready_classifier_answers_by_itself():
    model = built(ready_spec(1000))
    logits = torch.randn(2, 1000, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        output = model({"image": logits}, torch.ones(2, 1, dtype=torch.bool))
    torch.testing.assert_close(output.logits, logits.log_softmax(-1))
    torch.testing.assert_close(output.unimodal[:, 0], logits)
    assert sum(weight.numel() for weight in model.state_dict().values()) < 10_000


def test_a_ready_classifier_of_other_classes_is_refused():
    with pytest.raises(ValueError, match="1000 classes for 3 labels"):
        build(ready_spec(3))
