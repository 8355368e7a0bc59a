"""The README in every language tells the same."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def code_of(name):
    """The blocks and pieces of code of a page, without their comments; links to files."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = [re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines() if line.startswith("    ")]
    return set(filter(None, blocks)), set(re.findall(r"\]\(([\w/.]+)\)", text)) - {"README.md", "README.zh-CN.md"}


def test_both_show_the_same_commands_and_files():
    assert code_of("README.md") == code_of("README.zh-CN.md")


def chapters(name):
    return re.findall(r"^(#+) ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)


def test_both_have_the_same_chapters():
    assert chapters("README.md") == chapters("README.zh-CN.md")
