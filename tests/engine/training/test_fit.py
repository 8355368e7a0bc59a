"""One fit: rounds, what judges it, and what it says on its way."""

import dataclasses

import pytest
from tiny import TINY, finished, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.splits import FOLDS, fold_numbers
from mmdesk.core.errors import DatasetError
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.data.prepare import prepare
from mmdesk.engine.device import choose_device
from mmdesk.engine.training.fit import fit, tables_of

AUDIO = tiny_spec(modalities=("audio",))


def fitted(data, tmp_path, folds=None):
    dataset = read_dataset(data)
    _, prepared = finished(prepare(dataset, AUDIO, ["train", "val"] if folds is None else ["train"], CancelToken()))
    plan = dataclasses.replace(TINY, out=tmp_path / "model.safetensors", modalities=("audio",))
    return finished(fit(prepared, plan, folds or {}, choose_device("cpu"), lambda _: None, CancelToken()))


def test_what_is_set_aside_judges_the_model_itself(tmp_path):
    reports, done = fitted(write_dataset(tmp_path / "data", {"train": 12, "val": 30}, missing=0), tmp_path)
    assert len([report for report in reports if isinstance(report, EpochReport)]) == TINY.epochs
    assert done.whole is done.run
    (judge,) = done.judges
    assert judge.model is done.run.model
    assert sum(len(batch.labels) for batch in judge.batches) == 30


def test_with_folds_the_kept_model_learned_from_all_and_others_judge(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 12}, missing=0)
    _, done = fitted(data, tmp_path, fold_numbers(read_dataset(data)))
    assert (done.run.samples, done.whole.samples, len(done.judges)) == (9, 12, FOLDS)
    assert sum(len(batch.labels) for judge in done.judges for batch in judge.batches) == 12


def test_nothing_to_learn_from_is_one_sentence(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 3, "val": 3}, missing=0)
    _, prepared = finished(prepare(read_dataset(data), AUDIO, ["train", "val"], CancelToken()))
    without = prepared.divided(dict.fromkeys((example.row for example in prepared.examples), "test"))
    with pytest.raises(DatasetError, match="No row of train in data has any of: audio"):
        tables_of(without)
