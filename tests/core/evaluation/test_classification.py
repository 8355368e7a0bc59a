import dataclasses
import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from fakes import FakeEngine, class_results

from mmdesk.core.palette import LIGHT
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.few import wilson_interval


@pytest.fixture
def evaluation(tmp_path):
    return [*FakeEngine().evaluate(tmp_path, tmp_path, "test", CancelToken())][-1]


def test_shares_count_what_was_said():
    results = class_results()
    assert results.share(results.predicted) == (0.9, wilson_interval(0.9, 10))
    assert results.share(results.subsets["image"])[0] == 1.0
    assert results.confusion.tolist() == [[5, 1], [0, 4]]


def test_an_evaluation_is_of_the_answers():
    evaluation = class_results().evaluation("test")
    assert (evaluation.samples, evaluation.accuracy, evaluation.confusion) == (10, 0.9, ((5, 1), (0, 4)))
    assert evaluation.subsets == {"image": 1.0, "image+text": 0.9}
    assert evaluation.unimodal == pytest.approx({"image": 0.1})
    assert evaluation.balanced_accuracy == pytest.approx((5 / 6 + 1) / 2)


def test_figures_are_one_document(evaluation):
    document = json.loads(json.dumps(class_results().document(evaluation)))
    assert document["classes"]["cat"] == pytest.approx({"precision": 1.0, "recall": 5 / 6, "f1": 10 / 11, "support": 6})
    assert document["accuracy"] == 0.9
    assert document["accuracy_interval"] == pytest.approx(wilson_interval(0.9, 10))


def test_a_judgement_has_all_that_is_shown(evaluation):
    judgement = class_results().judgement(evaluation, str)
    assert (judgement.large, judgement.unit) == ("60% to 98%", "right; guessing gives 60.0 %")
    assert judgement.sentence == "Fusion helps."
    assert judgement.figures[:2] == (("Accuracy", "60% to 98%"), ("Guessing", "60.0 % (always “cat”)"))
    assert [(samples.title, samples.places) for samples in judgement.lists] == [
        ("Worst mistakes", (5,)),
        ("Most doubtful labels", (5,)),
    ]
    assert judgement.confusion.cells == {(0, 0): (0, 1, 2, 3, 4), (0, 1): (5,), (1, 1): (6, 7, 8, 9)}
    assert judgement.classes[1] == ("cat", "at least 57%", "44% to 97%", "49% to 98%", "6")
    assert judgement.classes[2] == ("狗", "38% to 96%", "at least 51%", "43% to 98%", "4")


def test_every_chart_is_a_drawing_with_words_to_it():
    charts = class_results().charts(str)
    assert [chart.title for chart in charts] == ["Parts", "Calibration", "Abstaining", "ROC", "Precision and recall"]
    for chart in charts:
        assert chart.words
        root = ET.fromstring(chart.drawing((500, 300), LIGHT))
        assert root.get("width") == "500"
    assert "picture at least 57%" in charts[0].figures
    assert "Right of the surer half: no figure yet." in charts[2].words


def test_words_are_in_the_language_of_the_reader():
    assert class_results().charts(lambda text: f"¡{text}!")[1].title == "¡Calibration!"


def many(times):
    """The same samples so many times."""
    few = class_results()
    return dataclasses.replace(
        few,
        examples=few.examples * times,
        truth=np.tile(few.truth, times),
        probabilities=np.tile(few.probabilities, (times, 1)),
        uncalibrated=np.tile(few.uncalibrated, (times, 1)),
        subsets={name: np.tile(said, times) for name, said in few.subsets.items()},
        unimodal={name: np.tile(said, times) for name, said in few.unimodal.items()},
    )


def test_enough_samples_give_figures_with_an_interval():
    results = many(10)
    judgement = results.judgement(results.evaluation("all"), str)
    assert judgement.large == "90.0 %"
    assert judgement.figures[0] == ("Accuracy", "90.0 % (95 % interval 82.6 % to 94.5 %)")
    assert judgement.classes[1] == ("cat", "100.0%", "83.3%", "90.9%", "60")
    assert ("Samples", "100 (all; it may know some from its training)") in judgement.figures
    assert "picture 100.0 %" in judgement.charts[0].figures


def test_a_class_without_samples_has_no_figure_and_is_not_zero():
    few = class_results()
    results = dataclasses.replace(
        few,
        labels=(*few.labels, "bird"),
        probabilities=np.pad(few.probabilities, ((0, 0), (0, 1))),
        uncalibrated=np.pad(few.uncalibrated, ((0, 0), (0, 1))),
    )
    judgement = results.judgement(results.evaluation("test"), str)
    assert judgement.classes[3] == ("bird", *["no figure yet"] * 3, "0")
    shown = [cell for row in judgement.classes for cell in row] + [words for _, words in judgement.figures] + [judgement.sentence]
    assert not any("100" in cell or "0.0 %" in cell.replace("60.0 %", "") for cell in shown if "error" not in cell)


def test_of_too_few_samples_nobody_says_whether_fusion_helps():
    few = class_results()
    first = {"image": few.subsets["image"][:3], "image+text": few.subsets["image+text"][:3]}
    results = dataclasses.replace(
        few,
        examples=few.examples[:3],
        truth=np.array([0, 0, 1]),
        probabilities=few.probabilities[:3],
        uncalibrated=few.uncalibrated[:3],
        subsets=first,
        unimodal={"image": few.unimodal["image"][:3]},
    )
    assert results.evaluation("test").sentence == "Fusion cannot be judged yet: the samples are too few."
    told = results.judgement(results.evaluation("test"), str)
    assert f"{told.large} {told.unit}" == "no figure yet guessing gives 66.7 %"
    assert "or collect more" in told.sentence


def test_of_a_model_of_one_modality_nothing_is_said_of_fusion():
    several = class_results()
    results = dataclasses.replace(several, subsets={"image": several.predicted}, unimodal={"image": several.predicted})
    told = results.judgement(results.evaluation("test"), str)
    assert told.sentence == ""
    assert [chart.title for chart in told.charts] == [chart.title for chart in several.charts(str)][1:]
    assert several.charts(str)[0].title == "Parts"
