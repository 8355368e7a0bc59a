"""Which modality decides which answers."""

import dataclasses
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from fakes import class_results, number_results

from mmdesk.cli.evaluate import described
from mmdesk.core.evaluation.contributions import NUMBERS, POINTS, contributions_chart, means, means_by_class, sentences
from mmdesk.core.evaluation.html_report import page
from mmdesk.core.palette import LIGHT

LABELS = ("cat", "dog", "bird")
PREDICTED = np.repeat([0, 1, 2], 4)
FOUND = {
    "image": np.array([0.6, 0.5, 0.6, 0.7, 0.5, 0.5, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1]),
    "text": np.array([0.01, -0.01] * 6),
    "audio": np.array([0.1, 0.1, np.nan, 0.1, 0.1, 0.1, 0.1, 0.1, 0.6, 0.6, 0.6, 0.6]),
}


def told(found, predicted=PREDICTED):
    return " ".join(sentences(means(found), means_by_class(found, predicted, LABELS)))


def test_means_are_of_the_samples_that_have_the_modality():
    found = means_by_class(FOUND, PREDICTED, LABELS)
    assert list(found) == ["cat", "dog", "bird"]
    assert (found["cat"]["audio"].samples, found["cat"]["audio"].mean) == (3, pytest.approx(0.1))
    assert (found["cat"]["text"].mean, found["cat"]["text"].mean_absolute) == pytest.approx((0, 0.01))
    assert means(FOUND)["image"].mean == pytest.approx(FOUND["image"].mean())


def test_answers_that_nobody_got_and_parts_that_nobody_has_are_left_out():
    found = {**FOUND, "audio": np.full(12, np.nan)}
    assert list(means(found)) == ["image", "text"]
    assert list(means_by_class(found, np.zeros(12, dtype=int), LABELS)) == ["cat"]
    assert means_by_class({}, PREDICTED, LABELS) == {}


def test_it_is_said_which_part_decides_what():
    said = "Picture decided most for cat, dog. Sound decided most for bird. Words hardly counted anywhere."
    assert told(FOUND) == said


def test_it_is_said_when_one_part_or_none_decides_everything():
    assert told({**FOUND, "audio": np.full(12, 0.1)}).startswith("Picture decided most for cat, dog. Several parts decided alike")
    assert told({"image": np.full(12, 0.6), "audio": np.full(12, -0.2)}) == "Picture decided most, whatever the answer."
    assert told({"image": np.full(12, 0.4), "audio": np.full(12, 0.41)}) == "Several parts decided alike, whatever the answer."


def test_what_little_is_answered_so_tells_nothing():
    found = {"image": np.array([0.1] * 2 + [0.6] * 10), "audio": np.array([0.6] * 2 + [0.1] * 10)}
    assert told(found, np.array([0] * 2 + [1] * 10)) == "Picture decided most, whatever the answer."


def test_the_chart_shows_every_answer_and_its_figures_are_told():
    chart = contributions_chart(means(FOUND), means_by_class(FOUND, PREDICTED, LABELS), *POINTS, str)
    assert chart.figures.startswith("all: picture +40, words 0, sound +28; cat: picture +60")
    root = ET.fromstring(chart.drawing((500, 280), LIGHT))
    drawn = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert drawn[:3] == ["picture", "words", "sound"]
    assert {"all", *LABELS, "+60"} <= set(drawn)


def test_what_is_taken_away_is_drawn_to_the_left_of_the_line():
    found = {"image": np.full(4, 0.5), "audio": np.full(4, -0.25)}
    root = ET.fromstring(contributions_chart(means(found), {}, *NUMBERS, str).drawing((500, 280), LIGHT))
    bars = [bar for bar in root.iter("{http://www.w3.org/2000/svg}rect") if bar.get("fill") == LIGHT.of("audio")]
    pale, full = sorted(bars, key=lambda bar: -float(bar.get("x")))
    assert float(full.get("x")) + float(full.get("width")) == pytest.approx(float(pale.get("x")), abs=0.2)


def test_a_model_of_many_classes_has_a_readable_chart():
    predicted = np.arange(300) % 100
    found = {"image": np.full(300, 0.5), "text": np.full(300, 0.1)}
    labels = [f"class {number}" for number in range(100)]
    chart = contributions_chart(means(found), means_by_class(found, predicted, labels), *POINTS, str)
    assert chart.drawing((420, 280), LIGHT).count(">class ") == 12


def added(results):
    """The same results with contributions of two modalities."""
    found = {"image": np.full(10, 0.3), "text": np.full(10, -0.1)}
    return dataclasses.replace(results, contributions=found)


@pytest.mark.parametrize(("results", "place"), [(class_results(), 1), (number_results(), 2)])
def test_a_judgement_of_several_modalities_has_the_chart(results, place):
    several = added(results)
    assert several.charts(str)[place].title == "Contributions"
    assert "Contributions" not in [chart.title for chart in results.charts(str)], "where none were measured"
    evaluation = several.evaluation("test")
    assert evaluation.contributions["image"].mean == pytest.approx(0.3)
    assert "Contributions" in page(several.judgement(evaluation, str))
    assert "Picture decided most" in described(evaluation, several)
