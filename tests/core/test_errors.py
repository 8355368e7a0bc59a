import pytest

from mmdesk.core import errors


def test_a_sentence_is_its_template_with_the_values():
    error = errors.MediaError("{name} is empty. Choose another file.", name="a.png")
    assert str(error) == "a.png is empty. Choose another file."
    assert (error.template, error.values) == ("{name} is empty. Choose another file.", {"name": "a.png"})


def test_values_with_braces_stay_as_they_are():
    assert str(errors.OptionError("{value} is not a choice.", value="{x}")) == "{x} is not a choice."


@pytest.mark.parametrize("kind", [errors.MediaError, errors.DatasetError, errors.ModelFileError, errors.OptionError])
def test_wrong_input_is_one_family(kind):
    assert issubclass(kind, errors.InputError)


def test_stopping_is_no_wrong_input():
    assert not issubclass(errors.Cancelled, errors.InputError)
    assert str(errors.Cancelled()) == "Stopped."
