"""What frozen encoders made of a content is kept as long as the dataset holds it."""

import pytest
from finished import finished
from tiny import write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import Cancelled, Sentence
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data import feature_memory
from mmdesk.engine.data.feature_memory import FeatureMemory, usual_frozen

(ENCODER,) = usual_frozen("image")


@pytest.fixture
def examples(tmp_path):
    return read_dataset(write_dataset(tmp_path / "data", {"train": 6}, missing=0)).examples


@pytest.fixture
def seen(monkeypatch):
    """The contents that were decoded."""
    seen = []
    decoded = feature_memory.decoded

    def watched(modality, part, front_end):
        seen.append(part)
        return decoded(modality, part, front_end)

    monkeypatch.setattr(feature_memory, "decoded", watched)
    return seen


def part(memory, examples, token=None):
    return finished(memory.part(examples, "image", ENCODER, token or CancelToken()))[1]


def test_each_content_is_looked_at_once(examples, seen):
    memory = FeatureMemory()
    first = part(memory, examples[:4])
    assert len(seen) == 4
    more = part(memory, examples)
    assert len(seen) == 6
    assert (more.values[:4] == first.values).all()
    assert more.present.all()


def test_a_file_that_changed_is_looked_at_again(examples, seen):
    memory = FeatureMemory()
    part(memory, examples[:2])
    path = examples[0].parts["image"].path
    path.write_bytes(examples[1].parts["image"].path.read_bytes() + b" ")
    after = part(memory, examples[:2])
    assert len(seen) == 3
    assert (after.values[0] == after.values[1]).all()


def test_what_cannot_be_read_has_its_reason(examples):
    examples[1].parts["image"].path.write_bytes(b"no picture")
    found = part(FeatureMemory(), examples[:3])
    assert found.present.tolist() == [True, False, True]
    assert isinstance(found.unreadable[1], Sentence)


def test_what_was_done_before_it_was_cancelled_is_kept(examples, seen, monkeypatch):
    memory, token = FeatureMemory(), CancelToken()
    watched = feature_memory.decoded

    def stopping(*args):
        if len(seen) == 2:
            token.cancel()
        return watched(*args)

    monkeypatch.setattr(feature_memory, "decoded", stopping)
    with pytest.raises(Cancelled):
        part(memory, examples, token)
    before = len(seen)
    assert before < len(examples)
    monkeypatch.setattr(feature_memory, "decoded", watched)
    part(memory, examples)
    assert len(seen) == len(examples), "nothing twice"


def test_what_a_dataset_lacks_is_forgotten(examples, seen):
    memory = FeatureMemory()
    part(memory, examples[:2])
    part(memory, examples[2:])
    part(memory, examples[:2])
    assert len(seen) == 8
