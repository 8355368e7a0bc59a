"""The helper command, as far as it can be tried without installing anything."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from provision.errors import SetupError

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


@pytest.mark.parametrize(
    ("given", "rest", "build"),
    [
        ([], [], None),
        (["--torch", "cpu", "a.png"], ["a.png"], "cpu"),
        (["--torch=cuda"], [], "cuda"),
        (["-k", "x", "--torch"], ["-k", "x", "--torch"], None),
    ],
)
def test_the_build_is_taken_out_of_the_arguments(dev, given, rest, build):
    assert dev.torch_asked(given) == (rest, build)


@pytest.mark.parametrize(("given", "named"), [(["--torch"], "nothing"), (["--torch", "rocm"], "rocm"), (["--torch="], "nothing")])
def test_another_build_is_one_sentence(dev, given, named, capsys):
    assert dev.main(["app", *given]) == 2
    assert capsys.readouterr().err == f"dev.py: --torch knows cpu and cuda, not {named}.\n"


def test_it_knows_only_the_standard_library():
    code = "import runpy, sys\nrunpy.run_path(sys.argv[1])\nprint(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-S", "-c", code, SOURCE], cwd=SOURCE.parent, capture_output=True, text=True, check=True)
    ours = {"provision", "mmdesk"}
    assert {name for name in done.stdout.split() if name not in sys.stdlib_module_names and name[0] != "_"} <= ours


class Prepared:
    """An environment of which only the calls count."""

    def __init__(self, root, folder=".venv"):
        self.virtual = self
        self.calls = Prepared.calls = []

    def is_whole(self, groups, asked):
        return True

    def prepare(self, groups, asked):
        self.calls.append((tuple(groups), asked))


def test_without_the_right_to_install_packages_the_rest_is_set_up_all_the_same(dev, monkeypatch, capsys):
    """And once somebody typed the line meanwhile, it goes on."""
    monkeypatch.setattr(dev, "Environment", Prepared)

    def refuse(packages):
        raise SetupError(f"Type: sudo apt-get install {' '.join(packages)}")

    monkeypatch.setattr(dev.system_packages, "install", refuse)
    with pytest.raises(SetupError, match="libegl1"):
        dev.ready((), None, lambda: ["libegl1"])
    assert Prepared.calls == [((), None)]
    assert "Meanwhile the rest is set up." in capsys.readouterr().err
    answers = [["libegl1"], []]
    dev.ready((), "cpu", lambda: answers.pop(0))
    assert Prepared.calls == [((), "cpu")]


def test_a_disk_that_cannot_be_written_is_one_sentence(dev, monkeypatch, capsys):
    def full(groups, asked):
        raise OSError(28, os.strerror(28), "/home/a/mmdesk/.venv/installed")

    monkeypatch.setattr(dev, "ready", full)
    assert dev.main(["graph"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dev.py: /home/a/mmdesk/.venv/installed: No space left on device. ")
    assert told.endswith("start dev.py again: it goes on.\n")


def test_ctrl_c_says_that_it_goes_on(dev, monkeypatch, capsys):
    def stopped(groups, asked):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "ready", stopped)
    assert dev.main(["graph"]) == 130
    assert capsys.readouterr().err == "dev.py: Stopped. The next start goes on from here.\n"


@pytest.mark.parametrize(
    ("there", "asked", "folder"), [("cpu", "cpu", ".venv"), ("cuda", "cpu", ".venv-cpu"), ("cuda", "cuda", ".venv")]
)
def test_a_package_is_made_in_an_environment_of_its_build(dev, monkeypatch, tmp_path, there, asked, folder):
    """So that the one that computes on the card stays as it is."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    version = (
        tmp_path / ".venv" / ("Lib" if os.name == "nt" else f"lib/python3.{sys.version_info.minor}") / "site-packages" / "torch"
    )
    version.mkdir(parents=True)
    cuda = "'13.0'" if there == "cuda" else "None"
    (version / "version.py").write_text(f"__version__ = '2.13.0'\ncuda: Optional[str] = {cuda}\n")
    assert dev.folder_for(asked) == folder
