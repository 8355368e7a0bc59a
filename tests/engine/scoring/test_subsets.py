import itertools

import pytest
import torch
from finished import finished
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Batch, Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.scoring import subsets
from mmdesk.engine.scoring.encoding import encode

SPEC = tiny_spec()


def through_encoders(model, batches):
    return encode(model, batches, choose_device("cpu"), CancelToken())


def test_subsets_count_in_binary_from_nothing_to_everything():
    masks = subsets.subset_masks(3)
    assert masks.tolist() == [list(reversed(shown)) for shown in itertools.product([False, True], repeat=3)]
    assert [subsets.subset_name(shown, tuple(MODALITIES)) for shown in masks] == [
        "", "image", "text", "image+text", "audio", "image+audio", "text+audio", "image+text+audio",
    ]  # fmt: skip
    assert subsets.subset_numbers(masks).tolist() == list(range(8))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_there_is_a_subset_for_every_choice(count):
    assert subsets.subset_masks(count).unique(dim=0).shape == (2**count, count)


def test_asking_gives_what_the_model_says_of_every_subset(tmp_path):
    examples = read_dataset(write_dataset(tmp_path, {"test": 10}, missing=0.5)).examples
    _, features = finished(extract(examples, SPEC, CancelToken()))
    table = Table(examples, features, SPEC, "test")
    torch.manual_seed(0)
    model = build(SPEC)
    asked = subsets.ask(model, through_encoders(model, table.in_order(4)), choose_device("cpu"))
    assert asked.logits.shape == (10, 8, 3)
    assert asked.unimodal.shape == (10, 3, 3)
    assert torch.equal(asked.mask, table.mask)
    assert torch.equal(asked.labels, table.labels)
    assert torch.equal(asked.everything, asked.logits[:, 7])
    device = choose_device("cpu")
    with torch.inference_mode(), device.autocast():
        for row in range(10):
            batch = table.batch(torch.tensor([row]))
            encoded = model.encode(batch.inputs, batch.mask)
            for number, shown in enumerate(subsets.subset_masks(3)):
                wanted = model.fuse(encoded, batch.mask & shown).logits[0]
                torch.testing.assert_close(asked.logits[row, number], wanted, atol=0.05, rtol=0.05)


class Rows:
    """Samples whose labels nothing tells."""

    def __init__(self, count):
        random = torch.Generator().manual_seed(1)
        self.images = torch.randint(0, 255, (count, 3, 16, 16), generator=random, dtype=torch.uint8)
        self.texts = torch.randint(4, 200, (count, 6), generator=random)
        self.labels = torch.randint(0, 3, (count,), generator=random)

    def batch(self):
        mask = torch.ones(len(self.labels), 2, dtype=torch.bool)
        return Batch({"image": self.images, "text": self.texts}, mask, self.labels)


@pytest.fixture
def mixture():
    torch.manual_seed(0)
    return build(tiny_spec(modalities=("image", "text"), fusion="mixture")).eval()


def test_trust_is_taken_from_nobody_without_clear_evidence(mixture):
    subsets.calibrate_fusion(mixture, through_encoders(mixture, [Rows(24).batch()]), choose_device("cpu"))
    assert mixture.fusion.trust.tolist() == [1.0, 1.0, 1.0]


def test_who_is_sure_and_wrong_is_not_trusted(mixture):
    with torch.no_grad():
        mixture.heads["image"].weight.zero_()
        mixture.heads["image"].bias.copy_(torch.tensor([8.0, 0.0, 0.0]))
    subsets.calibrate_fusion(mixture, through_encoders(mixture, [Rows(300).batch()]), choose_device("cpu"))
    assert mixture.fusion.trust[0] < 1


def test_what_a_judge_missed_is_added_to_all_it_says(tmp_path):
    examples = read_dataset(write_dataset(tmp_path, {"test": 6}, missing=0)).examples
    _, features = finished(extract(examples, SPEC, CancelToken()))
    batches = list(through_encoders(model := build(SPEC), Table(examples, features, SPEC, "test").in_order(4)))
    missed = torch.tensor([0.0, 1.0, -1.0])
    plain, both = subsets.Judge(model, batches), subsets.Judge(model, batches, missed)
    answers = subsets.ask_all([plain, both], choose_device("cpu"))
    torch.testing.assert_close(answers.logits[6:], answers.logits[:6] + missed)
    torch.testing.assert_close(answers.unimodal[6:], answers.unimodal[:6] + missed)
    assert torch.equal(answers.labels[6:], answers.labels[:6])
