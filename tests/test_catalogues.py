"""The catalogues of the languages: whole, up to date, and true to the fields and keys of the English."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
BIN = Path(sys.executable).parent
FIELD = re.compile(r"\{[a-z_]*(?::[^}#|]*\})?|%\([a-z_]+\)[a-z]|%[a-z]\b|%n")
WORDS_ALONE = re.compile(r"\{[^}#|]*:[^}#]*\|[^}#]*\}")
"""A field that only chooses words by a count; other languages may have one form for all."""

pytestmark = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)


def messages(path):
    """Context, English and translation of every message; None for a translation that is not finished."""
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            words = "".join(translation.itertext()) if translation.get("type") is None else None
            yield context.findtext("name"), message.findtext("source"), words


def test_no_text_of_the_program_is_missing(catalogue, tmp_path):
    copy = shutil.copy(catalogue, tmp_path)
    sources = sorted((ROOT / "mmdesk").rglob("*.py"))
    subprocess.run(
        [BIN / "pyside6-lupdate", *sources, "-locations", "none", "-no-obsolete", "-ts", copy], check=True, capture_output=True
    )
    there = {(context, source) for context, source, _ in messages(catalogue)}
    wanted = {(context, source) for context, source, _ in messages(copy)}
    assert wanted - there == set(), "Type: python3 dev.py translate, and translate what is new"
    assert there - wanted == set(), "Type: python3 dev.py translate"


def test_everything_is_translated(catalogue):
    assert [(context, source) for context, source, words in messages(catalogue) if not words] == []


def test_what_qt_reads_is_made_of_it(catalogue, tmp_path):
    made = tmp_path / "made.qm"
    subprocess.run([BIN / "pyside6-lrelease", "-silent", catalogue, "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == catalogue.with_suffix(".qm").read_bytes(), "Type: python3 dev.py translate"


def translated(catalogue):
    return [(source, words) for _, source, words in messages(catalogue) if words]


def fields(text):
    return set(FIELD.findall(WORDS_ALONE.sub("", text)))


def test_values_have_their_place(catalogue):
    strange = [pair for pair in translated(catalogue) if fields(pair[0]) != fields(pair[1])]
    assert strange == []


def test_menus_keep_their_keys(catalogue):
    key = re.compile(r"&([A-Za-z])")
    assert [pair for pair in translated(catalogue) if key.search(pair[0]) and not key.search(pair[1])] == []


def test_sentences_end_as_sentences(catalogue):
    assert [
        pair for pair in translated(catalogue) if pair[0].endswith(".") and " " in pair[0] and not pair[1].endswith(("。", "."))
    ] == []
