"""Sentences of core and engine name options by their fields: no flag, and no button."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "mmdesk"
BELOW = [module for room in ("core", "engine") for module in sorted((PACKAGE / room).rglob("*.py"))]
CONTROLS = {"QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction", "addAction", "_button", "addMenu", "setText"}
"""What makes a control of the window that has its words on it."""
FLAG = re.compile(r"--[a-z]")


def marked(source: str) -> Iterator[str]:
    """The texts of a program that are marked for translation."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="QT_TRANSLATE_NOOP"), args=[_, text]):
                yield ast.literal_eval(text)


def on_controls(source: str) -> Iterator[str]:
    """The words on the controls that a program makes."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=made) | ast.Attribute(attr=made), args=arguments) if made in CONTROLS:
                for inner in arguments:
                    match inner:
                        case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(words)), *_]):
                            yield words.replace("&", "").rstrip("…").strip()


def names_control(sentence: str, controls: set[str]) -> bool:
    """Whether a sentence speaks of a button, or quotes what stands on a control."""
    quoted = {words for pair in re.findall(r"“([^”{]*)”|'([^']*)'", sentence) for words in pair}
    return bool(quoted & controls) or re.search(r"\b(buttons?|press(ed)?|click(ed)?)\b", sentence, re.IGNORECASE) is not None


@pytest.fixture(scope="module")
def controls() -> set[str]:
    return {words for module in (PACKAGE / "app").rglob("*.py") for words in on_controls(module.read_text("utf-8"))}


def test_planted_flags_and_buttons_are_found(controls):
    source = 'raise OptionError(QT_TRANSLATE_NOOP("errors", "Train without --resume."))'
    assert [text for text in marked(source) if FLAG.search(text)] == ["Train without --resume."]
    assert {"Train", "Go on", "Forget", "Stop and keep the best"} <= controls
    assert names_control("Choose “Go on”.", controls)
    assert names_control("Press the button.", controls)
    assert not names_control("“{rarest}” has few samples. Train without {option}.", controls)


def test_core_and_engine_know_no_flags_and_no_buttons(controls):
    texts = [(module.relative_to(PACKAGE), text) for module in BELOW for text in marked(module.read_text("utf-8"))]
    assert len(texts) > 100
    assert [found for found in texts if FLAG.search(found[1]) or names_control(found[1], controls)] == []
