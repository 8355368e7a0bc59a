"""What pip, pipx and uv install: the wheel, made as they make it."""

import os
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LARGEST_WHEEL = 12_000_000
"""Bytes; 10.0 million today, 9.1 of them the starter model."""

pytest.importorskip("hatchling", reason="hatchling, which makes the wheel, is not there")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel):
    """Run Python with what the wheel holds, where the source is out of sight."""
    folder = wheel.with_name("ïnstalled here")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder)
    environment = {**os.environ, "PYTHONPATH": str(folder), "LC_ALL": "zh_CN.UTF-8"}

    def run(*arguments):
        command = [sys.executable, "-P", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout

    return run


def test_it_holds_the_program_and_its_resources_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    package, resources = (
        {file.relative_to(ROOT).as_posix() for file in (ROOT / top).rglob("*") if file.is_file() and file.suffix != ".pyc"}
        for top in ("mmdesk", "resources")
    )
    about = {name for name in held if ".dist-info/" in name}
    assert held - about == package | {f"mmdesk/{name}" for name in resources}
    told = {name.partition(".dist-info/")[2] for name in about}
    assert told == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    assert wheel.stat().st_size < LARGEST_WHEEL


def test_it_says_what_it_needs_and_on_which_pythons(wheel):
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith("/METADATA"))
        about = HeaderParser().parsestr(opened.read(name).decode())
    needed = {line.split(">")[0].split("<")[0] for line in about.get_all("Requires-Dist") if "extra ==" not in line}
    assert {"torch", "torchaudio", "pyside6-essentials", "numpy"} <= needed
    assert about["Requires-Python"] == ">=3.11"


def test_what_is_installed_finds_its_resources_and_speaks_chinese(installed):
    code = "import mmdesk; from mmdesk.core.paths import resources; print(mmdesk.__file__); print(resources())"
    package, resources = map(Path, installed("-c", code).splitlines())
    assert package.parent.parent.name == "ïnstalled here"
    assert resources == package.parent / "resources"
    assert "用法：mmdesk" in installed("-m", "mmdesk", "--help")


def test_what_is_installed_answers_with_the_starter_model(installed):
    assert installed("-m", "mmdesk", "predict", "--text", "seven people wait").startswith("7 ")
