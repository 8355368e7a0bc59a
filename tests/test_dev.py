"""The helper command, as far as it can be tried without installing anything."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "dev.py"


@pytest.fixture
def dev():
    spec = importlib.util.spec_from_file_location("dev", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_help_tells_every_command(dev, capsys):
    assert dev.main([]) == 0
    text = capsys.readouterr().out
    for command in ("setup", "app", "test", "lint", "bench", "translate", "package", "smoke", "graph"):
        assert f"\n    {command} " in text


def test_an_unknown_command_is_one_sentence(dev, capsys):
    assert dev.main(["tset"]) == 2
    assert capsys.readouterr().err == (
        "dev.py: there is no command tset. The commands are: setup, app, test, lint, bench, translate, package, smoke, graph.\n"
    )


def test_an_old_python_is_one_sentence():
    code = "import runpy, sys\nsys.version_info = (3, 9, 2)\nsys.version = '3.9.2 (main)'\nrunpy.run_path(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, SOURCE], capture_output=True, text=True, check=False)
    assert done.stderr == "dev.py: mmdesk needs Python 3.11 or newer. Start dev.py with such a one; this is 3.9.2.\n"


def test_packages_that_may_not_be_installed_are_told_with_the_line_to_type(dev, capsys, monkeypatch):
    monkeypatch.setattr(dev, "allowed", lambda become: False)
    with pytest.raises(SystemExit) as ended:
        dev.system_packages(["libegl1", "libgl1"])
    assert ended.value.code == 2
    assert "Type: sudo apt-get install libegl1 libgl1\n" in capsys.readouterr().err


def test_nothing_is_installed_twice(dev, monkeypatch, tmp_path):
    commands = []
    monkeypatch.setattr(dev, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "pip", lambda *arguments: commands.append(arguments))
    dev.install()
    assert commands[0][-1].startswith("torch==")
    assert commands[1][0] == "--no-deps"
    assert "pytest" in commands[2]
    dev.install()
    assert len(commands) == 3
