import dataclasses
import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from fakes import FakeEngine, class_results, number_evaluation, number_results
from PIL import Image

from mmdesk.core.datasets.example import Item
from mmdesk.core.errors import InputError
from mmdesk.core.evaluation.html_report import page, write_report
from mmdesk.core.evaluation.results import write_figures
from mmdesk.core.progress import CancelToken


@pytest.fixture
def evaluation(tmp_path):
    return [*FakeEngine().evaluate(tmp_path, tmp_path, "test", CancelToken())][-1]


def judged(evaluation, results=None):
    return (results or class_results()).judgement(evaluation, str)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.links, self.drawings = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.links += [value for name, value in attributes if name in ("src", "href")]
        self.drawings += tag == "svg"
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_no_network(evaluation, tmp_path):
    write_report(tmp_path / "r.html", judged(evaluation))
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert tags.links == []
    assert tags.drawings == 6
    assert re.findall(r"https?://[^\s\"<]*", text.replace("http://www.w3.org/2000/svg", "")) == []
    trained = "8 samples, 3 rounds (the best: no. 2), 12 s"
    for words in ("Fusion helps.", "60% to 98%", "b.png is empty", trained, "words 7"):
        assert words in text


def test_the_worst_mistakes_are_shown_in_the_page_itself(evaluation, tmp_path):
    answers = class_results()
    red, gone = tmp_path / "red.png", tmp_path / "gone.png"
    Image.new("RGB", (400, 100), "red").save(red)
    (wrong,) = (answers.predicted != answers.truth).nonzero()[0]
    examples = [dataclasses.replace(example, parts={"image": Item(gone)}) for example in answers.examples]
    examples[wrong] = dataclasses.replace(examples[wrong], parts={"image": Item(red)})
    text = page(judged(evaluation, dataclasses.replace(answers, examples=tuple(examples))))
    (alt, data), doubtful = re.findall(r'<img alt="([^"]*)"[^>]*src="data:image/png;base64,([^"]*)"', text)
    image = Image.open(BytesIO(b64decode(data)))
    assert alt == "red.png"
    assert doubtful == (alt, data)
    assert image.size == (96, 24)
    red_green_blue = image.getpixel((50, 10))
    assert red_green_blue[0] > 240
    assert max(red_green_blue[1:]) < 15
    assert "<th>Picture</th>" in text
    assert "<img" not in page(judged(evaluation, answers))


def test_neither_names_are_cut_nor_places_told(evaluation, tmp_path):
    long = "a quite long name of a class of forty letters"
    answers = class_results(model=tmp_path / "m.safetensors", dataset=tmp_path / "pets")
    answers = dataclasses.replace(answers, labels=(long, "狗" * 30))
    text = page(judged(dataclasses.replace(evaluation, labels=answers.labels), answers))
    assert f">{long}</text>" in text
    assert f">{'狗' * 30}</text>" in text
    assert "…</text>" not in text
    assert str(tmp_path) not in text
    write_figures(tmp_path / "f.json", evaluation, answers)
    assert str(tmp_path) not in (tmp_path / "f.json").read_text(encoding="utf-8")


def test_strange_names_are_words(evaluation):
    answers = class_results(model=Path("<b>&.safetensors"))
    assert "<b>&" not in page(judged(evaluation, answers))
    assert "&lt;b&gt;&amp;" in page(judged(evaluation, answers))


def test_a_place_that_cannot_be_written_is_one_sentence(evaluation, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        write_report(tmp_path / "missing" / "r.html", judged(evaluation))


def test_the_page_of_numbers_has_its_errors_and_charts(tmp_path):
    evaluation = number_evaluation(sentence="Fusion <helps>.")
    write_report(tmp_path / "r.html", judged(evaluation, number_results()))
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert (tags.drawings, tags.links) == (2, [])
    figures = "1 (95 % interval 1 to 1)", "<td>1.25</td>", "<td>0.875</td>"
    assert "<td>52</td><td>53.00</td><td>+1.00</td><td>words 4</td>" in text
    for words in ("Fusion &lt;helps&gt;.", *figures, "Worst mistakes", "b.png is empty"):
        assert words in text


def test_names_that_are_not_text_are_spelled_out(evaluation, tmp_path):
    strange = Item(Path("cat") / "caf\udce9.wav")
    answers, numbers = (
        dataclasses.replace(
            some, examples=tuple(dataclasses.replace(example, parts={"audio": strange}) for example in some.examples)
        )
        for some in (class_results(), number_results())
    )
    write_report(tmp_path / "classes.html", judged(evaluation, answers))
    write_report(tmp_path / "numbers.html", judged(number_evaluation(), numbers))
    for name in ("classes.html", "numbers.html"):
        assert "caf\\udce9.wav" in (tmp_path / name).read_text(encoding="utf-8")
