import dataclasses
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from fakes import number_evaluation, number_results

from mmdesk.core.evaluation.regression import NumberResults
from mmdesk.core.palette import LIGHT


def test_the_interval_of_the_mean_error_is_that_of_its_standard_error():
    results = number_results()
    assert results.error_interval == (1, 1)
    apart = dataclasses.replace(results, predicted=results.truth + np.tile([1.0, 3.0], 5))
    assert apart.error_interval == pytest.approx((2 - 1.96 / 10**0.5, 2 + 1.96 / 10**0.5))
    assert results.scale.shown(3) == "3.00"


def results_of(predicted, **own):
    return NumberResults(
        model=Path(),
        dataset=Path(),
        examples=(),
        truth=np.arange(20.0),
        predicted=predicted,
        subsets={"image": own["image"]},
        unimodal=own,
        training={},
    )


def test_fusion_that_adds_nothing_is_said_so():
    truth = np.arange(20.0)
    alone = truth + np.tile([1.0, -1.0], 10)
    sentence = results_of(alone, image=alone, text=truth + 5).evaluation("test").sentence
    assert sentence.startswith("Fusion makes no clear difference: mean error 1 together, 1 by the picture alone; ")
    assert results_of(truth + 3, image=alone, text=truth + 5).evaluation("test").sentence.startswith("Fusion harms")
    assert "nothing to fuse" in results_of(alone, image=alone).evaluation("test").sentence


def test_the_gain_is_how_much_smaller_the_error_is():
    truth = np.arange(20.0)
    evaluation = results_of(truth, image=truth + 2, text=truth + 5).evaluation("test")
    assert (evaluation.mae, evaluation.fusion_gain, evaluation.unimodal) == (0, 2, {"image": 2, "text": 5})
    assert "mean error 0 together, 2 by the picture alone; -2 (95 % interval -2 to -2)" in evaluation.sentence


def test_a_judgement_has_all_that_is_shown():
    judgement = number_results().judgement(number_evaluation(), str)
    assert (judgement.large, judgement.unit) == ("1", "off on average; guessing is 2.5 off")
    assert [name for name, _ in judgement.figures[:3]] == ["Mean error (MAE)", "Guessing", "Root of the mean squared error (RMSE)"]
    assert judgement.head[3] == "Error"
    assert (judgement.confusion, judgement.classes, len(judgement.lists)) == (None, (), 1)


def test_numbers_are_dots_about_a_line_and_errors_of_the_parts():
    scatter, errors = number_results().charts(str)
    dots = [part for part in ET.fromstring(scatter.drawing((500, 300), LIGHT)).iter() if part.tag.endswith("circle")]
    assert len(dots) == 10 + 1  # and that of the legend
    assert errors.figures == "picture 2; picture+words 1; picture without fusion 2"
    ET.fromstring(errors.drawing((500, 300), LIGHT))


def test_of_a_model_of_one_modality_nothing_is_said_of_fusion():
    several = number_results()
    results = dataclasses.replace(several, subsets={"image": several.predicted}, unimodal={"image": several.predicted})
    told = results.judgement(results.evaluation("test"), str)
    assert told.sentence == ""
    assert len(told.charts) == 1
