"""The commands in Chinese: help, errors and messages; JSON stays as it is."""

import json
import re

import pytest

from mmdesk import main
from mmdesk.cli import COMMANDS
from mmdesk.core import language

WORD = re.compile(r"[A-Za-z]{2,}")
SAME_EVERYWHERE = re.compile(
    r"mmdesk|Linux|TensorBoard|PyTorch|\.onnx|JSON|CSV|HTML|Ctrl-C|manifest(\.csv)?|--?[a-z-]+|[A-Z]{2,}|\bimage\b|\btext\b|\baudio\b|\btrain\b|\bval\b|\btest\b|"
    # choices, spelled as they are to be typed
    r"auto|cpu|cuda|mps|fast|classic|quick|normal|thorough|fixed|learned|gated|mixture|concat|attention|low-rank|mean|weighted|product|"
    r"none|logit-adjustment|class-weights|resample|focal|html|classification|regression|folders|lite0|sentence|tf-idf|cepstra|fresh|timm|transformers|digits|everyday|\ball\b|Excel|"
    # encodings
    r"Windows-\d+|Shift-JIS"
)


@pytest.fixture
def chinese(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    yield
    language.speak("en")


def said(capsys, *arguments, **settings):
    try:
        code = main.main(arguments, **settings)
    except SystemExit as end:
        code = end.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def english_in(text):
    return set(WORD.findall(SAME_EVERYWHERE.sub(" ", text)))


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_is_chinese(command, chinese, capsys):
    code, out, _ = said(capsys, *command, "--help")
    assert code == 0
    assert out.startswith("用法：mmdesk")
    names = "|".join(COMMANDS)
    assert english_in(re.sub(rf"(?m)^  (?:{names})\b|mmdesk (?:{names})", "", out)) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        ["train"],
        ["train", "data", "--out", "m.safetensors", "--epochs", "many"],
        ["train", "data", "--out", "m.safetensors", "--fusion", "none"],
        ["predict"],
        ["predict", "--nonsense"],
        ["predict", "--image"],
        ["no-such-file.png"],
    ],
    ids=" ".join,
)
def test_errors_are_chinese(wrong, chinese, capsys, engine):
    code, out, err = said(capsys, *wrong, engine_factory=engine)
    assert (code, out) == (2, "")
    names = "|".join(COMMANDS)
    typed = [re.escape(word) for word in wrong]
    assert english_in(re.sub("|".join([*typed, names, "DATASET"]), "", err)) == set()
    assert err.endswith("。\n")


def test_results_are_chinese_but_json_is_not(chinese, capsys, engine, model):
    given = ["predict", "--model", str(model), "--text", "一只猫"]
    code, out, _ = said(capsys, *given, engine_factory=engine)
    assert code == 0
    assert "模态" in out
    assert json.loads(said(capsys, *given, "--json", engine_factory=engine)[1])["label"] == "cat"


def test_reasons_in_json_stay_english(chinese, capsys, engine, tmp_path):
    (tmp_path / "manifest.csv").write_text("text,label\na,x\na,x\n,y\n", encoding="utf-8")
    for extra, expected in ([], "此行没有图片、文字和声音。"), (["--json"], "The row has neither a picture"):
        _, out, err = said(capsys, "check", str(tmp_path), *extra, engine_factory=engine)
        assert expected in out + err
