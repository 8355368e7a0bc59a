import json

import numpy as np
import pytest
from fakes import class_results

from mmdesk.core.evaluation.rejection import rejection, rejection_figures

TRUTH = np.array([0, 0, 0, 1, 1, 2])
SURE = np.eye(3)[[0, 0, 1, 1, 1, 2]] * 0.9 + 0.1 / 3


def test_what_is_refused_and_how_right_the_rest_is():
    found = rejection(("cat", "dog", "bird"), TRUTH, SURE, np.array([0.5, 0.9, 0.01, 0.5, np.nan, 0.04]), None)
    assert found.coverage == pytest.approx(4 / 6)
    assert found.accuracy == 1.0
    assert found.auroc is None, "there are no others"


def test_answers_with_a_class_of_other_things_are_refused_and_its_samples_ranked():
    found = rejection(("cat", "dog", "background"), TRUTH, SURE, np.full(6, 0.5), None)
    assert (found.coverage, found.accuracy) == (1.0, 0.8)
    assert found.auroc == 1.0


def test_samples_of_a_class_that_the_model_does_not_know_are_ranked_too():
    shares = np.array([0.5, 0.9, 0.3, 0.5, 0.6, 0.4])
    assert rejection(("a", "b", "c"), TRUTH, SURE, shares, np.array([0.01, 0.02])).auroc == 1.0
    assert rejection(("a", "b", "c"), TRUTH, SURE, shares, np.array([0.01, 0.99])).auroc == pytest.approx(0.5)


def test_nothing_is_told_where_nothing_refuses():
    assert rejection(("cat", "dog", "bird"), TRUTH, SURE, None, None) is None
    assert list(rejection_figures(None, str)) == []
    evaluation = class_results().evaluation("test")
    assert (evaluation.coverage, evaluation.unknown_auroc) == (None, None)


def test_it_stands_among_the_figures_and_in_the_document():
    import dataclasses

    shares = np.array([0.5] * 9 + [0.01])
    results = dataclasses.replace(class_results(), known=shares, strangers=np.array([0.02, 0.03]))
    evaluation = results.evaluation("test")
    assert evaluation.coverage == pytest.approx(0.9)
    assert json.loads(json.dumps(evaluation.to_json()))["answered_accuracy"] == pytest.approx(8 / 9)
    figures = dict(results.figures(evaluation, str))
    assert figures["None of these"].startswith("10.0 % of these samples refused; 88.9 % of the others right")
    assert figures["Other things told from known (AUROC)"] == "0.900"
