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
