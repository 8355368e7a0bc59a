import numpy as np
import pytest
import torch
from finished import finished
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.data.feature_cache import extract
from mmdesk.engine.modalities.augmentation import Draws

SPEC = tiny_spec()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("data"), {"train": 20, "val": 7}, missing=0.5)


@pytest.fixture(scope="module")
def examples(data):
    return read_dataset(data).examples


@pytest.fixture(scope="module")
def features(examples):
    _, features = finished(extract(examples, SPEC, CancelToken()))
    return features


@pytest.fixture
def table(examples, features):
    return Table(examples, features, SPEC, "train")


def test_a_table_has_the_rows_of_its_split(examples, features, table):
    assert len(table) == 20
    assert len(Table(examples, features, SPEC, "val")) == 7
    assert len(Table(examples, features, SPEC, "test")) == 0
    assert table.labels.tolist() == [SPEC.labels.index(examples[row].label) for row in table.rows]
    wanted = [[e["image"] is not None, e["text"] is not None, e["audio"] is not None] for e in examples if e.split == "train"]
    assert table.mask.tolist() == wanted


@pytest.mark.parametrize("chosen", [[0], [3, 1, 2], list(range(20))])
def test_a_batch_holds_what_is_present_in_its_order(table, features, chosen):
    batch = table.batch(torch.tensor(chosen))
    assert batch.labels.tolist() == table.labels[chosen].tolist()
    assert torch.equal(batch.mask, table.mask[chosen])
    for index, modality in enumerate(SPEC.modalities):
        present = [row for row in chosen if table.mask[row, index]]
        assert len(batch.inputs.get(modality, ())) == len(present)
        if modality == "image" and present:
            np.testing.assert_array_equal(batch.inputs["image"].permute(0, 2, 3, 1), features.values["image"][table.rows[present]])
        if modality == "audio" and present:
            np.testing.assert_array_equal(batch.inputs["audio"], features.values["audio"][table.rows[present]].astype(np.float32))


def test_in_order_gives_every_sample_once_and_unchanged(table):
    batches = list(table.in_order(8))
    assert [len(batch.labels) for batch in batches] == [8, 8, 4]
    assert torch.cat([batch.labels for batch in batches]).tolist() == table.labels.tolist()


def test_only_the_modalities_asked_for_are_varied(table):
    chosen = torch.arange(20)
    plain = table.batch(chosen)
    varied = table.batch(chosen, {"audio": Draws(torch.Generator().manual_seed(0))})
    assert torch.equal(varied.inputs["image"], plain.inputs["image"])
    assert torch.equal(varied.inputs["text"], plain.inputs["text"])
    assert not torch.equal(varied.inputs["audio"], plain.inputs["audio"])


def test_a_model_sees_only_its_modalities(examples, features):
    spec = tiny_spec(modalities=("text",))
    table = Table(examples, features, spec, "train")
    assert len(table) == sum(e["text"] is not None for e in examples if e.split == "train")
    assert set(table.batch(torch.arange(3)).inputs) == {"text"}


def test_labels_that_the_model_does_not_know_are_left_out(examples, features):
    table = Table(examples, features, tiny_spec(labels=("red", "other")), "train")
    assert len(table) == sum(e.label == "red" for e in examples if e.split == "train")
    assert set(table.labels.tolist()) == {0}


def test_a_batch_moves_to_a_device(table):
    moved = table.batch(torch.arange(3)).to(torch.device("cpu"))
    assert moved.labels.device.type == "cpu"
