import copy as copy_module
import pickle

import pytest

from mmdesk.core import errors


def test_a_sentence_is_its_template_with_the_values():
    error = errors.MediaError("{name} is empty. Choose another file.", name="a.png")
    assert str(error) == "a.png is empty. Choose another file."
    assert (error.sentence.template, error.sentence.values) == ("{name} is empty. Choose another file.", {"name": "a.png"})


def test_values_with_braces_stay_as_they_are():
    assert str(errors.OptionError("{value} is not a choice.", value="{x}")) == "{x} is not a choice."


@pytest.mark.parametrize("kind", [errors.MediaError, errors.DatasetError, errors.ModelFileError, errors.OptionError])
def test_wrong_input_is_one_family(kind):
    assert issubclass(kind, errors.InputError)


def test_stopping_is_no_wrong_input():
    assert not issubclass(errors.Cancelled, errors.InputError)
    assert str(errors.Cancelled()) == "Stopped."


def test_a_sentence_stays_one_wherever_it_goes():
    sentence = errors.Sentence("{name} is {what}.", name="{a}.png", what="empty")
    for copy in (
        pickle.loads(pickle.dumps(sentence)),
        copy_module.deepcopy(sentence),
        str(errors.MediaError(sentence.template, **sentence.values)),
    ):
        assert copy == "{a}.png is empty."
        assert (copy.template, copy.values) == (sentence.template, sentence.values)


def test_it_is_told_by_its_template_and_its_values_before_it():
    words = {"{a}, then {b}": "{b} nach {a}", "{n} pieces": "{n} Stück"}
    sentence = errors.Sentence("{a}, then {b}", a=errors.InputError("{n} pieces", n=2), b="x")
    assert sentence == "2 pieces, then x"
    assert errors.localize(sentence, lambda context, text: words[text]) == "x nach 2 Stück"
    assert errors.localize("{a}", lambda context, text: "never asked") == "{a}"


GERMAN = {
    ", ": " und ",
    "{names} and {count} more": "{names} und {count} andere",
    "Give {names} to {option}.": "Gib {option} {names}.",
}


def test_names_are_joined_in_the_language_and_options_spelled_by_who_tells():
    sentence = errors.Sentence("Give {names} to {option}.", names=errors.Names(["a", "b"]), option=errors.Option("batch_size"))
    assert sentence == "Give a, b to batch_size."
    assert errors.localize(sentence, lambda _, text: GERMAN[text], lambda option: f"<{option}>") == "Gib <batch_size> a und b."


def test_of_many_names_some_are_told():
    names = errors.Names("abcde", 3)
    assert names == "a, b, c and 2 more"
    assert errors.localize(names, lambda _, text: GERMAN[text]) == "a und b und c und 2 andere"
    assert errors.Names("abc", 3) == "a, b, c"


def test_names_stay_such_wherever_they_go():
    names = errors.Names([errors.Sentence("{n} x", n=1), "b"], 1)
    for copy in (pickle.loads(pickle.dumps(names)), copy_module.deepcopy(names)):
        assert copy == "1 x and 1 more"
        assert (copy.names, copy.most) == (names.names, names.most)
    assert type(pickle.loads(pickle.dumps(errors.Option("seed")))) is errors.Option
