import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.train.fusion_question import FusionQuestion
from mmdesk.core.training.fusions import FUSION_WORDS
from mmdesk.core.training.plan import FUSION_NAMES, fusions_of


@pytest.fixture
def question(qtbot):
    question = FusionQuestion()
    qtbot.addWidget(question)
    question.show()
    return question


def test_a_sentence_says_what_each_fusion_does(question):
    for name in FUSION_NAMES:
        question.box.setCurrentIndex(question.box.findData(name, flags=Qt.MatchFlag.MatchExactly) if name != "mixture" else 0)
        assert question.words.text() == FUSION_WORDS[name].sentence
        assert question.fusions == (name,)


def test_all_of_them_are_counted(question):
    question.box.setCurrentText("try them all")
    assert question.fusions == FUSION_NAMES
    assert question.words.text() == "Trains 10 models, one with each fusion, and compares them."
    question.ask_for("regression")
    assert question.fusions == fusions_of("regression")
    assert "9 models" in question.words.text()


def test_one_that_numbers_cannot_have_is_left_and_says_why(question):
    product = question.box.findData("product")
    question.box.setCurrentIndex(product)
    question.ask_for("regression")
    assert question.fusions == ("mixture",)
    assert not question.box.model().item(product).isEnabled()
    assert "a number has none" in question.box.itemData(product, Qt.ItemDataRole.ToolTipRole)
    question.ask_for("classification")
    assert question.box.model().item(product).isEnabled()


def test_where_nothing_is_to_be_fused_it_is_the_usual_one(question):
    question.box.setCurrentText("try them all")
    question.hide()
    assert question.fusions == ("mixture",)


@pytest.mark.usefixtures("chinese")
def test_names_and_sentences_are_in_the_persons_language(qtbot):
    question = FusionQuestion()
    qtbot.addWidget(question)
    assert not any(name in question.box.itemText(number) for name in FUSION_NAMES for number in range(question.box.count()))
    assert "。" in question.words.text()
