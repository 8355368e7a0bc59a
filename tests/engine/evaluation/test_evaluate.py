import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn import metrics as reference
from tiny import tiny_spec, write_dataset

from mmdesk.core.datasets.example import EVERY_SPLIT, SPLITS, UNDECIDED, Decisions
from mmdesk.core.errors import Cancelled, DatasetError
from mmdesk.core.evaluation import metrics
from mmdesk.core.evaluation.classification import ClassEvaluation, ClassResults
from mmdesk.core.progress import CancelToken
from mmdesk.engine.device import choose_device
from mmdesk.engine.evaluation.evaluate import evaluate, everything_asked
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.scoring.conformal import set_limits
from mmdesk.engine.scoring.subsets import Answers
from mmdesk.engine.scoring.temperature import Calibration

SPEC = tiny_spec(labels=("a", "b", "c", "d"))
SUBSETS = ("image", "text", "audio", "image+text", "image+audio", "text+audio", "image+text+audio")


def made_up(rows=200, seed=0, classes=4):
    """Answers to samples some of whose parts are missing, as a mediocre model would give them."""
    random = torch.Generator().manual_seed(seed)
    labels = torch.randint(0, classes - 1, (rows,), generator=random)  # the last class is never the true one
    mask = torch.rand(rows, 3, generator=random) < 0.7
    mask[:, 0] |= ~mask.any(-1)
    right = torch.nn.functional.one_hot(labels, classes)
    logits = torch.randn(rows, 8, classes, generator=random) + 1.5 * right.unsqueeze(1)
    unimodal = torch.randn(rows, 3, classes, generator=random) + right.unsqueeze(1)
    return Answers(logits, unimodal, mask, labels)


def judged_of(answers, spec=SPEC):
    """The evaluation of such answers."""
    task, examples = task_of(spec), (None,) * len(answers.labels)
    asked = everything_asked(task, answers, spec, Path(), Path(), examples)
    calibrated = Calibration(spec)(answers.everything, answers.mask)
    return task.results(answers.everything, calibrated, answers.labels, asked).evaluation("test")


def evaluated(trained, data, split="test", token=None, decisions=UNDECIDED):
    model = load_model(trained.result.model)
    *_, evaluation = evaluate(*model, data, split, choose_device("cpu"), token or CancelToken(), decisions=decisions)
    assert isinstance(evaluation, ClassEvaluation)
    return evaluation


@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_scikit_learn(seed):
    answers = made_up(seed=seed)
    judged = judged_of(answers)
    truth, predicted = answers.labels.numpy(), answers.everything.argmax(-1).numpy()
    assert judged.samples == 200
    assert judged.accuracy == pytest.approx(reference.accuracy_score(truth, predicted))
    seen = [label for label in range(4) if label in truth]
    assert judged.balanced_accuracy == pytest.approx(reference.recall_score(truth, predicted, labels=seen, average="macro"))
    assert judged.macro_f1 == pytest.approx(reference.f1_score(truth, predicted, average="macro"))
    np.testing.assert_array_equal(judged.confusion, reference.confusion_matrix(truth, predicted, labels=range(4)))


@pytest.mark.parametrize("seed", range(3))
def test_the_calibration_error_is_as_defined(seed):
    answers = made_up(seed=seed)
    probabilities = answers.everything.double().softmax(-1).numpy()
    confidence, right = probabilities.max(1), probabilities.argmax(1) == answers.labels.numpy()
    wanted = 0.0
    for low in np.arange(15) / 15:
        rows = (confidence > low) & (confidence <= low + 1 / 15)
        if rows.any():
            wanted += rows.mean() * abs(right[rows].mean() - confidence[rows].mean())
    assert judged_of(answers).ece == pytest.approx(wanted, abs=1e-5)


def test_each_sample_has_its_answers(trained, colours):
    *_, answers, judged = evaluate(*load_model(trained.result.model), colours, "test", choose_device("cpu"), CancelToken())
    assert isinstance(answers, ClassResults)
    assert [example.label for example in answers.examples] == [answers.labels[number] for number in answers.truth]
    assert (answers.predicted == answers.truth).mean() == judged.accuracy
    np.testing.assert_array_equal(answers.confusion, judged.confusion)
    assert {name: answers.share(predicted)[0] for name, predicted in answers.subsets.items()} == pytest.approx(judged.subsets)
    assert {name: answers.share(predicted)[0] for name, predicted in answers.unimodal.items()} == pytest.approx(judged.unimodal)
    for probabilities in (answers.probabilities, answers.uncalibrated):
        np.testing.assert_allclose(probabilities.sum(-1), 1, atol=1e-5)
    for example, predicted in zip(answers.examples, answers.subsets["image"], strict=True):
        assert (predicted >= 0) == (example["image"] is not None)


def test_a_sure_and_right_model_has_no_calibration_error_and_a_sure_and_wrong_one_has_all():
    labels = torch.tensor([0, 1, 0, 1])
    sure = torch.nn.functional.one_hot(labels, 2).float()
    assert metrics.reliability(sure.numpy(), labels.numpy()).ece == 0
    assert metrics.reliability(sure.numpy(), 1 - labels.numpy()).ece == 1


def test_each_subset_is_judged_on_the_samples_that_have_it():
    answers = made_up()
    judged = judged_of(answers)
    assert set(judged.subsets) == set(SUBSETS)
    rows = answers.mask[:, 0] & answers.mask[:, 2]
    wanted = (answers.logits[rows, 0b101].argmax(-1) == answers.labels[rows]).double().mean()
    assert judged.subsets["image+audio"] == pytest.approx(float(wanted))
    own = (answers.unimodal[answers.mask[:, 1], 1].argmax(-1) == answers.labels[answers.mask[:, 1]]).double().mean()
    assert judged.unimodal["text"] == pytest.approx(float(own))


def test_of_a_calibrated_model_a_modality_on_its_own_is_the_subset_that_shows_nothing_else():
    judged = judged_of(made_up(), tiny_spec(labels=SPEC.labels, evidence=dict.fromkeys(("", *SUBSETS), 100)))
    assert judged.unimodal == {name: judged.subsets[name] for name in ("image", "text", "audio")}


def test_contributions_are_told_over_all_and_by_answer():
    answers = made_up()
    judged = judged_of(answers)
    counts = dict(zip(("image", "text", "audio"), answers.mask.sum(0).tolist(), strict=True))
    assert {name: one.samples for name, one in judged.contributions.items()} == counts
    assert set(judged.contributions_by_answer) == {SPEC.labels[n] for n in answers.everything.argmax(-1).unique().tolist()}
    several = [part["text"].samples for part in judged.contributions_by_answer.values()]
    assert sum(several) == counts["text"]
    document = json.loads(json.dumps(judged.to_json()))
    assert set(document["contributions"]["image"]) == {"mean", "mean_absolute", "samples"}
    assert all(abs(one.mean) <= one.mean_absolute for one in judged.contributions.values())


def test_the_temperature_of_what_is_present_changes_the_certainty_and_not_the_answer():
    answers = made_up()
    cool = judged_of(answers)
    warm = judged_of(answers, tiny_spec(labels=SPEC.labels, temperatures=dict.fromkeys(SUBSETS, 5.0)))
    assert warm.accuracy == cool.accuracy
    assert warm.ece != cool.ece


def gain_of(together, alone, rows=400):
    """The sentence and figures for a model that is right so often with everything, and so often with its best modality."""
    labels = torch.zeros(rows, dtype=torch.long)
    order = torch.randperm(rows, generator=torch.Generator().manual_seed(0))

    def answers_of(share):
        logits = torch.zeros(rows, 2)
        logits[:, 1] = 1
        logits[order[: round(share * rows)], 0] = 2
        return logits

    unimodal = torch.stack([answers_of(alone), answers_of(0.1), answers_of(0.1)], 1)
    answers = Answers(answers_of(together).unsqueeze(1).expand(-1, 8, -1), unimodal, torch.ones(rows, 3, dtype=torch.bool), labels)
    return judged_of(answers, tiny_spec(labels=("a", "b")))


@pytest.mark.parametrize(
    ("together", "alone", "verdict"),
    [(0.9, 0.7, "Fusion helps"), (0.6, 0.8, "Fusion harms"), (0.80, 0.7975, "Fusion makes no clear difference")],
)
def test_one_sentence_says_whether_fusion_helps_and_by_how_much(together, alone, verdict):
    judged = gain_of(together, alone)
    assert judged.fusion_gain == pytest.approx(together - alone, abs=1e-9)
    low, high = judged.fusion_interval
    assert low <= judged.fusion_gain <= high
    assert high - low < 0.15
    assert judged.sentence.startswith(verdict)
    assert "by the picture alone" in judged.sentence
    assert judged.sentence.endswith(".")
    assert judged_of(made_up()) == judged_of(made_up()), "the same every time"


def test_one_modality_alone_cannot_be_fused():
    answers = made_up()
    mask = torch.zeros_like(answers.mask)
    mask[:, 0] = True
    judged = judged_of(Answers(answers.logits, answers.unimodal, mask, answers.labels))
    assert judged.fusion_gain == 0
    assert "nothing to fuse" in judged.sentence


def test_a_trained_model_is_judged_on_the_split_asked_for(trained, colours):
    judged = evaluated(trained, colours)
    assert (judged.split, judged.samples) == ("test", 30)
    assert judged.accuracy > 0.8  # 6 seeds, in float32 and in bfloat16: 1
    assert set(judged.subsets) == set(SUBSETS)
    assert set(judged.unimodal) == {"image", "text", "audio"}
    assert np.sum(judged.confusion) == 30
    assert judged.skipped == ()
    assert evaluated(trained, colours, "val").samples == 30
    every = evaluated(trained, colours, "all")
    assert (every.split, every.samples) == ("all", sum(evaluated(trained, colours, name).samples for name in SPLITS))
    assert json.loads(json.dumps(judged.to_json()))["labels"] == list(judged.labels)


def test_judging_twice_gives_the_same(trained, colours):
    assert evaluated(trained, colours) == evaluated(trained, colours)


def test_rows_that_cannot_be_judged_are_listed(trained, tmp_path):
    data = write_dataset(tmp_path / "data", {"test": 9}, missing=0)
    with open(data / "manifest.csv", "a", encoding="utf-8") as file:
        file.write("gone.png,,,red,test\n,words,,purple,test\n")
    (data / "test-0.png").write_bytes(b"no picture")
    judged = evaluated(trained, data)
    assert judged.samples == 8
    reasons = {skipped.row: skipped.reason for skipped in judged.skipped}
    assert list(reasons) == [2, 11, 12]
    assert "test-0.png" in reasons[2]
    assert "gone.png" in reasons[11]
    assert "purple" in reasons[12]


@pytest.mark.parametrize(("split", "named"), [("tset", "no rows of the split tset"), ("val", "test")])
def test_a_split_that_is_not_there_is_one_sentence(trained, tmp_path, split, named):
    data = write_dataset(tmp_path / "data", {"test": 3})
    with pytest.raises(DatasetError, match=named):
        evaluated(trained, data, split)


def test_labels_that_are_all_strange_are_one_sentence(trained, tmp_path):
    (tmp_path / "manifest.csv").write_text("text,label,split\na,x,test\nb,y,test\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="a label and a modality that the model knows"):
        evaluated(trained, tmp_path)


def test_judging_can_be_stopped(trained, colours):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        evaluated(trained, colours, token=token)


def test_nothing_readable_names_the_first_reason(trained, tmp_path):
    data = write_dataset(tmp_path / "data", {"test": 3}, missing=0)
    for file in data.glob("*.png"):
        file.write_bytes(b"no picture")
    with pytest.raises(DatasetError, match=r"No row of data can be read, first row 2: test-0\.png is not a picture"):
        evaluated(trained, data)


def test_by_which_labels_is_decided_by_the_person(trained, tmp_path):
    folder = tmp_path / "undecided"
    for name in ("red/1.txt", "blue/2.txt", "blue/3.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"words of {name}")
    (folder / "labels.csv").write_text("text,label\na,red\nb,green\nc,red\n")
    with pytest.raises(DatasetError, match=r"labels\.csv, folders"):
        evaluated(trained, folder, EVERY_SPLIT)
    assert evaluated(trained, folder, EVERY_SPLIT, decisions=Decisions("labels.csv")).samples == 3


def test_the_calibration_error_of_each_subset_is_that_of_the_samples_that_have_it():
    answers = made_up()
    found = judged_of(answers).ece_of_subsets
    assert tuple(found) == SUBSETS
    for name, subset, shown in (("audio", 4, [2]), ("image+text", 3, [0, 1])):
        rows = answers.mask[:, shown].all(-1)
        probabilities = answers.logits[rows, subset].double().softmax(-1).numpy()
        wanted = metrics.reliability(probabilities, answers.labels[rows].numpy())
        assert found[name] == pytest.approx({"ece": wanted.ece, "floor": wanted.floor})
    everything = metrics.reliability(answers.everything.double().softmax(-1).numpy(), answers.labels.numpy())
    assert judged_of(answers).ece_floor == pytest.approx(everything.floor)


def test_what_sets_hold_is_measured_for_classes_and_subsets():
    answers = made_up(seed=1)
    spec = dataclasses.replace(SPEC, training=set_limits(SPEC, task_of(SPEC), made_up(seed=2)))
    found = judged_of(answers, spec).sets
    assert list(found) == ["0.8", "0.9", "0.95", "0.99"]
    assert found["0.99"]["samples"] < found["0.95"]["samples"] == 200, "99 % needs 99 samples, which few subsets have"
    assert found["0.95"]["coverage"] == pytest.approx(0.95, abs=0.06)
    assert 1 < found["0.8"]["size"] < found["0.95"]["size"] < 4
    assert list(found["0.95"]["classes"]) == ["a", "b", "c"], "there are no samples of the last one"
    assert set(found["0.95"]["subsets"]) == {*SUBSETS}
    assert found["0.95"]["subsets"]["image"]["samples"] == int(answers.mask[:, 0].sum())
    assert judged_of(answers).sets == {}


def test_samples_of_a_class_of_other_things_are_told_from_known_ones_though_the_model_does_not_know_it(trained, tmp_path):
    data = write_dataset(tmp_path / "data", {"train": 9, "val": 6, "test": 30}, missing=0)
    rows = (data / "manifest.csv").read_text(encoding="utf-8").splitlines()
    others = [f",{word} {number} zzz,,background,test" for number in range(12) for word in ("qqq", "www")]
    (data / "manifest.csv").write_text("\n".join([*rows, *others]), encoding="utf-8")
    evaluation = evaluated(trained, data)
    assert evaluation.samples == 30, "what the model does not know is not judged by its classes"
    assert 0.5 < evaluation.coverage <= 1
    assert evaluation.unknown_auroc > 0.7
    assert evaluated(trained, write_dataset(tmp_path / "plain", {"test": 12}, missing=0)).unknown_auroc is None
