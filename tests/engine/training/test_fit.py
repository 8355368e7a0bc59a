"""One fit: rounds, what judges it, and what it says on its way."""

from dataclasses import replace

import numpy as np
import pytest
from finished import finished
from tiny import TINY, tiny_spec, write_dataset

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.splits import FOLDS, fold_numbers
from mmdesk.core.errors import DatasetError
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.training.reports import EpochReport
from mmdesk.engine.data.prepare import prepare, read_labelled
from mmdesk.engine.device import choose_device
from mmdesk.engine.scoring.subsets import ask_all
from mmdesk.engine.training.fit import fit, tables_of

AUDIO = tiny_spec(modalities=("audio",))
TF_IDF = tiny_spec(("text",), fusion="mixture").with_encoders({"text": "tf-idf"})


def fitted(data, tmp_path, folds=None):
    return fitted_to(read_dataset(data), AUDIO, tmp_path, folds or {})


def fitted_to(dataset, spec, tmp_path, folds):
    splits = sorted({example.split for example in dataset.examples})
    _, prepared = finished(prepare(dataset, spec, splits, CancelToken()))
    plan = replace(TINY, out=tmp_path / "model.safetensors", modalities=spec.modalities)
    return finished(fit(prepared, plan, folds, choose_device("cpu"), lambda _: None, CancelToken()))


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


def test_a_lone_frozen_encoder_is_judged_by_all_samples_that_the_person_did_not_set_aside(tmp_path):
    """Its heads are solved so quickly that their own folds judge."""
    data = write_dataset(tmp_path / "data", {"train": 150}, missing=0)
    dataset = read_labelled(data, USUAL_TASK)
    assert dataset.set_aside
    _, done = fitted_to(dataset, TF_IDF, tmp_path, {})
    assert (done.whole is done.run, done.run.samples, done.everything) == (True, 150, None)
    (judge,) = done.judges
    assert sum(len(batch.labels) for batch in judge.batches) == 150


def test_what_the_person_set_aside_judges_a_lone_frozen_encoder_alone(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 120, "val": 60}, missing=0)
    _, done = fitted_to(read_labelled(data, USUAL_TASK), TF_IDF, tmp_path, {})
    assert done.run.samples == 120
    (judge,) = done.judges
    assert sum(len(batch.labels) for batch in judge.batches) == 60


def test_the_answers_of_folds_are_those_of_heads_that_the_sample_did_not_teach(tmp_path):
    """Of drawn labels nothing can be known: 0.28 to 0.40 are right by chance over 5 seeds, and all by the head itself."""
    data = write_dataset(tmp_path / "data", {"train": 150}, missing=0)
    dataset = read_labelled(data, USUAL_TASK)
    labels = np.random.default_rng(0).permutation([example.label for example in dataset.examples]).tolist()
    drawn = tuple(replace(example, label=label) for example, label in zip(dataset.examples, labels, strict=True))
    _, done = fitted_to(replace(dataset, examples=drawn), TF_IDF, tmp_path, {})
    answers = ask_all(done.judges, done.run.device)
    assert (answers.everything.argmax(-1) == answers.labels).float().mean() < 0.55


def test_nothing_to_learn_from_is_one_sentence(tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 3, "val": 3}, missing=0)
    _, prepared = finished(prepare(read_dataset(data), AUDIO, ["train", "val"], CancelToken()))
    without = prepared.divided(dict.fromkeys((example.row for example in prepared.examples), "test"))
    with pytest.raises(DatasetError, match="No row of train in data has any of: audio"):
        tables_of(without, ("train", "val"))
