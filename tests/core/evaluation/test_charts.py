import xml.etree.ElementTree as ET

import numpy as np

from mmdesk.core.evaluation.charts import ROC, confusion_chart, curves_chart, rows_of
from mmdesk.core.palette import LIGHT


def test_the_confusion_is_drawn_with_its_counts():
    svg = confusion_chart(("cat", "狗"), np.array([[5, 1], [0, 4]]), str).drawing((300, 300), LIGHT)
    words = ["".join(part.itertext()) for part in ET.fromstring(svg).iter() if part.tag.endswith("text")]
    assert sorted(words) == sorted(["cat", "cat", "狗", "狗", "5", "1", "4"])


def test_the_worst_classes_have_a_curve_each():
    random = np.random.default_rng(0)
    truth = np.arange(70) % 7
    scores = random.random((70, 7)) + 0.4 * np.eye(7)[truth] * np.arange(7)
    chart = curves_chart(scores / scores.sum(1, keepdims=True), truth, tuple("abcdefg"), str, *ROC)
    assert chart.words.startswith("Area of all classes together ")
    assert chart.words.count(",") == 4
    assert "a 0." in chart.words
    assert "g 1." not in chart.words


def test_rows_are_the_subsets_and_the_modalities_own_heads():
    rows = rows_of({"image": np.zeros(2), "image+text": np.ones(2)}, {"text": np.zeros(2)}, str)
    assert [row.name for row in rows] == ["picture", "picture+words", "words without fusion"]
    assert [row.colour for row in rows] == ["image", "", "text"]
    assert rows[0].bar(0.5, "half").label == "half"
