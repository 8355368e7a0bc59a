import argparse

import pytest

from mmdesk.cli import options
from mmdesk.core.errors import OptionError


@pytest.mark.parametrize(
    ("text", "value"),
    [("image", ("image",)), ("audio, image", ("image", "audio")), ("text,text", ("text",)), ("none", ()), ("", ())],
)
def test_modalities_come_in_the_usual_order(text, value):
    assert options.modalities(text) == value


@pytest.mark.parametrize(
    ("read", "text"), [(options.whole, "1.5"), (options.number, "x"), (options.number, "inf"), (options.modalities, "taste")]
)
def test_values_of_another_kind_are_named(read, text):
    with pytest.raises(argparse.ArgumentTypeError, match=text):
        read(text)


def test_wrong_arguments_raise_one_sentence():
    with pytest.raises(OptionError) as caught:
        options.Parser(prog="mmdesk x").parse_args(["--what"])
    assert str(caught.value) == "Unrecognized arguments: --what. Type mmdesk x --help to see the options."


def test_braces_in_an_argument_are_no_template():
    with pytest.raises(OptionError) as caught:
        options.Parser(prog="mmdesk").parse_args(["{x}"])
    assert "{x}" in str(caught.value)
