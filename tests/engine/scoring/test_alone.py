"""Who answers where a single modality is shown."""

import dataclasses

import pytest
import torch
from tiny import TINY, sample_of, tiny_spec

from mmdesk.core.models.spec import ALONE
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import FUSION_NAMES
from mmdesk.engine.device import choose_device
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.alone import best_alone
from mmdesk.engine.scoring.encoding import EncodedBatch
from mmdesk.engine.scoring.subsets import Answers, ask, subset_masks
from mmdesk.engine.training import trainer

SPEC = tiny_spec(fusion="gated")
TASK = task_of(SPEC)


def made_up(rows=200, heads=(1.0, 1.0, 1.0), fusion=(1.0, 1.0, 1.0)):
    """Answers whose heads, and whose fusion by each modality alone, know so much of the labels."""
    random = torch.Generator().manual_seed(0)
    labels = torch.randint(0, 3, (rows,), generator=random)
    right = torch.nn.functional.one_hot(labels, 3).float()

    def logits(knows):
        return torch.stack([3 * known * right + torch.randn(rows, 3, generator=random) for known in knows], 1)

    alone = logits(fusion)
    table = torch.stack([alone[:, number.bit_length() - 1] for number in range(8)], 1)
    return Answers(table, logits(heads), torch.ones(rows, 3, dtype=torch.bool), labels)


def test_the_fusion_answers_alone_only_what_it_clearly_knows_more_of():
    assert best_alone(SPEC, TASK, made_up(fusion=(2.0, 1.0, 0.3))) == ("text", "audio")
    assert best_alone(SPEC, TASK, made_up(rows=10, fusion=(2.0, 1.0, 0.3))) == ("image", "text", "audio"), "too few to tell"


@pytest.mark.parametrize("fusion", ["mixture", "mean", "product"])
def test_a_fusion_that_asks_the_heads_anyhow_is_let_alone(fusion):
    assert best_alone(tiny_spec(fusion=fusion), TASK, made_up()) == ()


def test_answers_are_those_that_the_model_gives_then():
    torch.manual_seed(0)
    random = torch.Generator().manual_seed(0)
    mask = torch.rand(20, 3, generator=random) < 0.6
    mask[:, 1] |= ~mask.any(-1)
    named = dataclasses.replace(SPEC, training={ALONE: ["image", "audio"]})
    plain, model = build(SPEC), build(named)
    model.load_state_dict(plain.state_dict())
    encoded = plain.encode({}, torch.zeros(20, 3, dtype=torch.bool))
    encoded = type(encoded)(torch.randn(encoded.embeddings.shape), torch.randn(encoded.unimodal.shape) * mask.unsqueeze(-1))
    batch = [EncodedBatch(encoded, mask, torch.zeros(20, dtype=torch.long))]
    device = choose_device("cpu")
    before, after = ask(plain, batch, device), ask(model, batch, device)
    changed = (before.logits != after.logits).any(-1)
    shown = subset_masks(3) & mask.unsqueeze(1)
    alone = shown.sum(-1) == 1
    assert torch.equal(changed, alone & ~shown[..., 1])
    cells = alone & shown[..., 0]
    torch.testing.assert_close(after.logits[cells], encoded.unimodal[:, 0].unsqueeze(1).expand(-1, 8, -1)[cells])


@pytest.fixture(scope="module", params=["gated", "mixture"])
def taught(request, tmp_path_factory, colours):
    out = tmp_path_factory.mktemp("taught") / "m.safetensors"
    *_, result = trainer.train(colours, dataclasses.replace(TINY, out=out, fusion=request.param), CancelToken())
    return Predictor(*load_model(result.model), choose_device("cpu"))


@pytest.mark.parametrize("modality", ["image", "text", "audio"])
def test_the_same_evidence_has_one_label_and_one_score(taught, modality):
    for label in taught.spec.labels:
        whole = sample_of(label, 3)
        only = taught.predict(whole.without(*({"image", "text", "audio"} - {modality})))
        own, beside = only.modalities[modality], taught.predict(whole).modalities[modality]
        assert (own.label, own.score) == (only.label, pytest.approx(only.score, abs=1e-9))
        assert (beside.label, beside.score) == (only.label, pytest.approx(only.score, abs=1e-5))


@pytest.mark.parametrize("fusion", [name for name in FUSION_NAMES if name != "product"])
def test_so_it_is_of_numbers(fusion):
    torch.manual_seed(1)
    spec = tiny_spec(fusion=fusion, task="regression", labels=(), evidence={"": 5})
    predictor = Predictor(build(spec), spec, choose_device("cpu"))
    only = predictor.predict(sample_of("red").without("image", "audio"))
    assert only.modalities["text"].score == pytest.approx(only.score, abs=1e-6)
