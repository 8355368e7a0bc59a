import numpy as np
import pytest
from sklearn import metrics as reference

from mmdesk.core.evaluation import metrics

TOLERANCE = {"rel": 0, "abs": 1e-6}


def made_up(seed, classes=5, rows=300):
    """Labels of which one class is rare, and probabilities with many ties that know something of them."""
    random = np.random.default_rng(seed)
    truth = random.choice(classes, rows, p=[0.4, 0.3, 0.2, 0.08, 0.02])
    logits = random.normal(0, 1, (rows, classes)) + 1.2 * np.eye(classes)[truth]
    raw = np.round(np.exp(logits), 1) + 0.1
    return truth, raw / raw.sum(-1, keepdims=True)


@pytest.mark.parametrize("seed", range(6))
def test_sums_of_the_confusion_are_those_of_scikit_learn(seed):
    truth, probabilities = made_up(seed)
    predicted = probabilities.argmax(-1)
    confusion = metrics.confusion_matrix(truth, predicted, 5)
    np.testing.assert_array_equal(confusion, reference.confusion_matrix(truth, predicted, labels=range(5)))
    assert metrics.accuracy(confusion) == pytest.approx(reference.accuracy_score(truth, predicted), **TOLERANCE)
    assert metrics.balanced_accuracy(confusion) == pytest.approx(reference.balanced_accuracy_score(truth, predicted), **TOLERANCE)
    assert metrics.macro_f1(confusion) == pytest.approx(reference.f1_score(truth, predicted, average="macro"), **TOLERANCE)
    theirs = reference.precision_recall_fscore_support(truth, predicted, labels=range(5), zero_division=0)
    ours = metrics.class_scores(confusion)
    for mine, wanted in zip((ours.precision, ours.recall, ours.f1, ours.support), theirs, strict=True):
        np.testing.assert_allclose(mine, wanted, rtol=0, atol=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_curves_are_those_of_scikit_learn(seed):
    truth, probabilities = made_up(seed)
    for label in range(4):
        positive, scores = truth == label, probabilities[:, label]
        roc = metrics.roc_curve(scores, positive)
        false, true, _ = reference.roc_curve(positive, scores, drop_intermediate=False)
        np.testing.assert_allclose([roc.x, roc.y], [false, true], rtol=0, atol=1e-6)
        assert roc.area == pytest.approx(reference.roc_auc_score(positive, scores), **TOLERANCE)
        curve = metrics.precision_recall_curve(scores, positive)
        precision, recall, _ = reference.precision_recall_curve(positive, scores)
        np.testing.assert_allclose(curve.x, recall[-2::-1], rtol=0, atol=1e-6)
        np.testing.assert_allclose(curve.y, precision[-2::-1], rtol=0, atol=1e-6)
        assert curve.area == pytest.approx(reference.average_precision_score(positive, scores), **TOLERANCE)


def test_reliability_is_as_defined():
    truth, probabilities = made_up(0)
    found = metrics.reliability(probabilities, truth)
    confidence, hits = probabilities.max(-1), probabilities.argmax(-1) == truth
    error = 0.0
    for number in range(metrics.BINS):
        inside = (confidence > number / metrics.BINS) & (confidence <= (number + 1) / metrics.BINS)
        assert found.count[number] == inside.sum()
        if inside.any():
            assert found.accuracy[number] == pytest.approx(hits[inside].mean())
            assert found.confidence[number] == pytest.approx(confidence[inside].mean())
            error += inside.mean() * abs(hits[inside].mean() - confidence[inside].mean())
    assert found.ece == pytest.approx(error)


def test_who_answers_only_when_sure_is_right_more_often():
    truth, probabilities = made_up(1)
    curve = metrics.coverage_curve(probabilities, truth)
    right = (probabilities.argmax(-1) == truth).mean()
    assert (curve.x[0], curve.x[-1]) == (1 / 300, 1.0)
    assert curve.y[-1] == pytest.approx(right)
    assert curve.y[149] > right


def test_the_worst_mistakes_are_the_surest_ones():
    truth = np.array([0, 0, 1, 1])
    probabilities = np.array([[0.9, 0.1], [0.4, 0.6], [0.95, 0.05], [0.1, 0.9]])
    assert metrics.worst_mistakes(probabilities, truth).tolist() == [2, 1]


def test_swapped_labels_are_doubted_and_few_others():
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 600)
    logits = random.normal(0, 0.7, (600, 3)) + 6 * np.eye(3)[truth]
    probabilities = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    swapped = np.arange(0, 600, 30)
    labels = truth.copy()
    labels[swapped] = (labels[swapped] + 1) % 3
    found = metrics.doubtful_labels(probabilities, labels)
    assert len({*found[:20].tolist()} & {*swapped.tolist()}) >= 12
    assert {*found.tolist()} <= {*swapped.tolist()}


def test_the_errors_of_numbers_are_those_of_scikit_learn():
    random = np.random.default_rng(0)
    truth = random.normal(70, 9, 50)
    predicted = truth + random.normal(1, 3, 50)
    assert metrics.mae(truth, predicted) == pytest.approx(reference.mean_absolute_error(truth, predicted), abs=1e-9)
    assert metrics.rmse(truth, predicted) == pytest.approx(reference.mean_squared_error(truth, predicted) ** 0.5, abs=1e-9)
    assert metrics.r2(truth, predicted) == pytest.approx(reference.r2_score(truth, predicted), abs=1e-9)
    assert (metrics.r2(np.ones(3), np.ones(3)), metrics.r2(np.ones(3), np.zeros(3))) == (1.0, 0.0)


def test_the_worst_errors_are_the_farthest_and_what_is_right_is_none():
    truth, predicted = np.array([1.0, 5.0, 2.0, 3.0]), np.array([1.5, 3.0, 2.0, 3.5])
    assert metrics.worst_errors(truth, predicted).tolist() == [1, 0, 3]
