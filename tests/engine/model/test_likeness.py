"""What tells unlike samples, as a part of a model and of its file."""

import numpy as np
import pytest
import torch
from tiny import random_inputs, tiny_spec

from mmdesk.engine.model.fused_model import build
from mmdesk.engine.model.likeness import Familiarity
from mmdesk.engine.scoring.out_of_distribution import fitted

MODALITIES = ("image", "text")
SPEC = tiny_spec(MODALITIES)
SIZE = 24


def known():
    """Made of random embeddings, of which known ones score -4 to 4."""
    torch.manual_seed(0)
    parts = {modality: fitted(torch.randn(90, SIZE), torch.arange(90) % 3) for modality in MODALITIES}
    ladder = np.tile(np.linspace(-4, 4, 99, dtype=np.float32), (4, 1))
    return Familiarity(parts, np.zeros((4, 2), np.float32), ladder, np.full(4, 99))


def test_a_model_that_knows_what_is_familiar_tells_it_of_each_sample():
    torch.manual_seed(0)
    model = build(SPEC).eval()
    inputs = {modality: random_inputs(modality, SPEC, 30) for modality in MODALITIES}
    mask = torch.ones(30, 2, dtype=torch.bool)
    assert model.encode(inputs, mask).unlike.tolist() == [[[0.0], [0.0]]] * 30
    features = model.encoders["image"](inputs["image"]).detach()
    model.familiarity = Familiarity(
        {"image": fitted(features, torch.arange(30) % 3)}, *(np.zeros((4, 2), np.float32),) * 2, np.zeros(4, np.int64)
    )
    told = model.encode(inputs, mask).unlike[:, :, 0]
    assert told[:, 0].unique().numel() > 20
    assert not told[:, 1].any()


def test_it_goes_into_a_file_and_out_of_it():
    familiarity = known()
    again = Familiarity.of(familiarity.kept(), dict.fromkeys(MODALITIES, SIZE), 4)
    features, logits = torch.randn(100, SIZE), torch.zeros(100, 3)
    shares = []
    for one in (familiarity, again):
        unlike = torch.cat([one.unlike(modality, features) for modality in MODALITIES], 1)
        shares.append(one.known(unlike, logits, torch.ones(100, 2, dtype=torch.bool)))
    assert np.allclose(*shares, atol=0.05)
    assert len(set(shares[0].tolist())) > 10


@pytest.mark.parametrize(("sizes", "subsets"), [({"image": SIZE + 1, "text": SIZE}, 4), (dict.fromkeys(MODALITIES, SIZE), 8)])
def test_what_is_of_another_model_is_refused(sizes, subsets):
    with pytest.raises(ValueError, match="unknown"):
        Familiarity.of(known().kept(), sizes, subsets)
    broken = {**known().kept(), "image.bank": torch.zeros(3, 2)}
    with pytest.raises(ValueError, match="shapes"):
        Familiarity.of(broken, dict.fromkeys(MODALITIES, SIZE), 4)


def test_an_older_model_lacks_it():
    assert build(SPEC).familiarity is None
