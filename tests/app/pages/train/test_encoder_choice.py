"""Encoders of the person's own, chosen in the window."""

import pytest
from PySide6.QtWidgets import QFileDialog
from specs import write_encoder

from mmdesk.app.pages.train.encoder_choice import EncoderChoice
from mmdesk.app.pages.train.plan_form import PlanForm
from mmdesk.core.models import other_backbones
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def choice(qtbot, settings):
    choice = EncoderChoice(settings)
    qtbot.addWidget(choice)
    choice.show()
    return choice


@pytest.fixture
def folder(tmp_path):
    return write_encoder(tmp_path / "my bert")


def test_only_parts_that_are_there_are_asked_for(choice):
    choice.boxes["text"].setCurrentIndex(1)
    choice.show_parts(["image"])
    assert [modality for modality, box in choice.boxes.items() if box.isVisible()] == ["image"]
    assert choice.value() == ()
    choice.show_parts([])
    assert all(box.isVisible() for box in choice.boxes.values())
    assert choice.value() == ("text=fresh",)


@pytest.fixture(autouse=True)
def _libraries(monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: name)


def entries(box):
    return [box.itemText(row) for row in range(box.count())]


def choose(box, row):
    """As a person does: the list says it, too."""
    box.setCurrentIndex(row)
    box.activated.emit(row)


def ask(choice, modality):
    """Choose the last entry; gives the dialog that opens."""
    choose(choice.boxes[modality], choice.boxes[modality].count() - 1)
    (dialog,) = [dialog for dialog in choice.findChildren(QFileDialog) if dialog.isVisible()]
    return dialog


def test_ours_are_offered_and_the_last_entry_asks_for_a_folder(choice):
    assert choice.value() == ()
    assert entries(choice.boxes["image"]) == [
        "Picture: the best",
        "Picture: learned from nothing",
        "Picture: EfficientNet-Lite0, learned before",
        "Picture: EfficientNet-Lite0, fine-tuned",
        "Picture: another… (folder)",
    ]
    choose(choice.boxes["image"], 2)
    assert choice.value() == ("image=lite0",)


def test_a_folder_is_taken_by_its_name(choice, folder, settings):
    dialog = ask(choice, "text")
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.filesSelected.emit([str(folder)])
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    assert settings.folder == str(folder.parent), "the next dialog begins there"
    assert choice.value() == (f"text={folder}",)
    assert (choice.boxes["text"].currentText(), choice.problem.isHidden()) == ("Words: my bert", True)
    choice.take("text", folder)
    assert entries(choice.boxes["text"]).count("Words: my bert") == 1
    assert TrainPlan(encoder=choice.value()).others_by_modality == {"text": str(folder)}


def test_without_a_folder_the_choice_stays(choice):
    choose(choice.boxes["image"], 2)
    ask(choice, "image").reject()
    assert choice.value() == ("image=lite0",)


def test_a_folder_that_does_not_serve_is_told_in_place(choice, folder, tmp_path):
    choice.take("image", folder)
    assert "is for the words, not for the picture" in choice.problem.text()
    assert choice.problem.isVisible()
    assert choice.value() == ()
    choice.take("image", tmp_path)
    assert "has no config.json" in choice.problem.text()
    choose(choice.boxes["image"], 0)
    assert choice.problem.isHidden()


def test_a_missing_library_is_told_in_place(choice, folder, monkeypatch):
    monkeypatch.setattr(other_backbones, "find_spec", lambda name: None)
    choice.take("text", folder)
    assert 'Install it by: pip install "mmdesk[backbones]"' in choice.problem.text()
    assert choice.value() == ()


def test_the_form_goes_back_to_the_usual(qtbot, folder, settings):
    form = PlanForm(settings)
    qtbot.addWidget(form)
    form.choices["encoder"].take("text", folder)
    assert form.values()["encoder"] == (f"text={folder}",)
    form.back_to_usual()
    assert form.values()["encoder"] == ()
