"""A key or a few letters say which class it is."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.data.class_choice import ClassChoice, keys_of, shown_of

MANY = tuple(f"kind {number}" for number in range(30))


@pytest.fixture
def choice(qtbot):
    choice = ClassChoice()
    qtbot.addWidget(choice)
    choice.show()
    choice.told = []
    choice.chosen.connect(choice.told.append)
    return choice


def test_few_classes_keep_their_places_and_number_keys(choice):
    choice.offer(("cat", "dog"), shown_of(("cat", "dog"), ("dog", "cat")), "dog")
    assert [button.text() for button in choice.buttons.values()] == ["1   cat", "2   dog"]
    assert choice.press("2")
    assert not choice.press("3"), "there is none"
    choice.buttons["cat"].click()
    assert choice.told == ["dog", "cat"]


def test_the_guess_is_marked_and_said_as_one(choice):
    choice.take_guess()
    choice.offer(("cat", "dog"), ("cat", "dog"), "dog")
    assert choice.buttons["dog"].property("kind") == "guess"
    assert choice.buttons["dog"].accessibleName() == "dog, the program's guess"
    choice.take_guess()
    choice.offer(("cat", "dog"), ("cat", "dog"), "")
    assert choice.buttons["dog"].property("kind") is None
    assert choice.buttons["dog"].accessibleName() == "dog"
    choice.take_guess()
    assert choice.told == ["dog"], "without a guess nothing is taken"


def test_of_many_classes_the_likeliest_have_a_button_and_all_can_be_written(choice, qtbot):
    likely = ("kind 20", "kind 3")
    shown = shown_of(MANY, likely)
    assert shown[:3] == ("kind 20", "kind 3", "kind 0")
    assert len(shown) == 9
    choice.offer(MANY, shown, "kind 20")
    assert choice.edit.completer().model().rowCount() == 30
    choice.edit.setText("KIND 25")
    qtbot.keyClick(choice.edit, Qt.Key.Key_Return)
    assert choice.told == ["kind 25"], "spelled as the class is"


def test_a_letter_begins_to_write(choice):
    choice.offer(("cat",), ("cat",), "")
    assert choice.press("F")
    assert choice.edit.text() == "F"
    assert choice.focusWidget() is choice.edit
    assert not choice.press("")
    assert not choice.press("\t")


def test_a_new_class_can_be_written(choice, qtbot):
    choice.offer(("cat",), ("cat",), "")
    choice.edit.setText("  fox ")
    choice.give.click()
    choice.begin()
    choice.give.click()
    assert choice.told == ["fox"], "an empty field is no label"


def test_without_classes_the_field_has_the_keyboard(choice, qtbot):
    choice.begin()
    assert choice.focusWidget() is choice.edit
    choice.offer(("cat",), ("cat",), "")
    choice.begin()
    assert choice.focusWidget() is choice


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        (("cat", "dog"), ("1", "2")),
        (("0", "1", "7"), ("0", "1", "7")),
        (("0", "10"), ("1", "2")),
        ((), ()),
    ],
)
def test_digits_are_their_own_keys(shown, keys):
    assert keys_of(shown) == keys


def test_all_ten_digits_have_a_button():
    digits = tuple("0123456789")
    assert shown_of(digits, ("7",)) == digits


def test_a_long_name_is_cut_on_its_button_and_whole_beside_it(choice):
    name = "a very long name of a class & more"
    choice.offer((name,), (name,), "")
    button = choice.buttons[name]
    assert button.text() == "1   a very long name of a c…"
    assert name in button.toolTip()
