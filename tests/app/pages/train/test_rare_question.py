import pytest


@pytest.fixture
def look(ready, tmp_path, qtbot):
    """Choose a dataset with so many training samples of two classes."""

    def look(cats, dogs):
        rows = [f"words {place},cat,train" for place in range(cats)] + [
            f"words {place},dog,train" for place in range(cats, cats + dogs)
        ]
        (tmp_path / "manifest.csv").write_text("\n".join(["text,label,split", *rows, "w,cat,val", "w,dog,val"]), encoding="utf-8")
        ready.training.data.choose(tmp_path)
        qtbot.waitUntil(lambda: not ready.training.data.looking)

    return look


def test_classes_of_like_size_ask_nothing(questions, look):
    look(20, 20)
    assert not questions.rare.isVisible()
    assert questions.plans()[0].imbalance == "none"


def test_a_rare_class_is_named_and_its_remedy_one_click_away(questions, look):
    look(40, 2)
    assert questions.rare.isVisible()
    assert questions.rare.words.text() == "“dog” has only 2 samples for training, “cat” has 40."
    assert questions.plans()[0].imbalance == "none"
    questions.rare.remedy.click()
    assert questions.plans()[0].imbalance == "logit-adjustment"
    questions.rare.remedy.click()
    assert questions.plans()[0].imbalance == "none"


def test_another_remedy_is_not_ticked_as_this_one(questions, look):
    look(40, 2)
    questions.form.remedies.setCurrentText("logit-adjustment")
    assert questions.rare.remedy.isChecked()
    questions.form.remedies.setCurrentText("focal")
    assert not questions.rare.remedy.isChecked()
