import xml.etree.ElementTree as ET

from fakes import number_answers, sample_answers

from mmdesk.core.evaluation.charts import charts_of, confusion_chart, number_charts
from mmdesk.core.evaluation.svg import Ink


def test_every_chart_is_a_drawing_with_words_to_it():
    charts = charts_of(sample_answers(), str)
    assert [chart.title for chart in charts] == ["Parts", "Calibration", "Abstaining", "ROC", "Precision and recall"]
    for chart in charts:
        assert chart.words
        root = ET.fromstring(chart.drawing((500, 300), Ink()))
        assert root.get("width") == "500"
    assert "picture 100.0 %" in charts[0].figures
    assert "Of the surer half, 100.0 % is right." in charts[2].words


def test_the_confusion_is_drawn_with_its_counts():
    svg = confusion_chart(sample_answers(), str).drawing((300, 300), Ink())
    words = ["".join(part.itertext()) for part in ET.fromstring(svg).iter() if part.tag.endswith("text")]
    assert sorted(words) == sorted(["cat", "cat", "狗", "狗", "5", "1", "4"])


def test_words_are_in_the_language_of_the_reader():
    charts = charts_of(sample_answers(), lambda text: f"¡{text}!")
    assert charts[1].title == "¡Calibration!"


def test_numbers_are_dots_about_a_line_and_errors_of_the_parts():
    scatter, errors = number_charts(number_answers(), str)
    dots = [part for part in ET.fromstring(scatter.drawing((500, 300), Ink())).iter() if part.tag.endswith("circle")]
    assert len(dots) == 10 + 1  # and that of the legend
    assert errors.figures == "picture 2; picture+words 1; picture without fusion 2"
    ET.fromstring(errors.drawing((500, 300), Ink()))
