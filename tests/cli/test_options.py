import argparse

import pytest
from specs import spec_of, write_header

from mmdesk.cli import options
from mmdesk.core.errors import ModelFileError, OptionError
from mmdesk.core.models.ready import DIGITS


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


def test_a_model_is_looked_at_before_anything_else(tmp_path):
    path = write_header(tmp_path / "m.safetensors", spec_of(("a", "b")))
    assert options.model_file(str(path)) == path
    assert options.model_file("digits") == DIGITS.path
    with pytest.raises(ModelFileError, match=r"gone\.safetensors does not exist"):
        options.model_file(str(tmp_path / "gone.safetensors"))


def test_a_device_has_one_of_the_known_names():
    assert options.device("cuda") == "cuda"
    with pytest.raises(OptionError, match=r"abacus is not a choice for device\. Choose one of auto, cpu, cuda, mps"):
        options.device("abacus")
