import json
import xml.etree.ElementTree as ET

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
    assert (judgement.large, judgement.unit, judgement.sentence) == ("90.0 %", "right", "Fusion helps.")
    assert judgement.figures[0] == ("Accuracy", "90.0 % (95 % interval 59.6 % to 98.2 %)")
    assert [(samples.title, samples.places) for samples in judgement.lists] == [
        ("Worst mistakes", (5,)),
        ("Most doubtful labels", (5,)),
    ]
    assert judgement.confusion.cells == {(0, 0): (0, 1, 2, 3, 4), (0, 1): (5,), (1, 1): (6, 7, 8, 9)}
    assert judgement.classes[1] == ("cat", "100.0 %", "83.3 %", "90.9 %", "6")


def test_every_chart_is_a_drawing_with_words_to_it():
    charts = class_results().charts(str)
    assert [chart.title for chart in charts] == ["Parts", "Calibration", "Abstaining", "ROC", "Precision and recall"]
    for chart in charts:
        assert chart.words
        root = ET.fromstring(chart.drawing((500, 300), LIGHT))
        assert root.get("width") == "500"
    assert "picture 100.0 %" in charts[0].figures
    assert "Of the surer half, 100.0 % is right." in charts[2].words


def test_words_are_in_the_language_of_the_reader():
    assert class_results().charts(lambda text: f"¡{text}!")[1].title == "¡Calibration!"
