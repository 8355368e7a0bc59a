"""The rules of the layout that other checks do not see."""

import subprocess
import sys
from pathlib import Path

import pytest

import mmdesk

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mmdesk"
LONG, TOO_LONG = 300, 400
MODULES = sorted(PACKAGE.rglob("*.py"))


def modules_after(statement):
    """Names in sys.modules of a fresh interpreter after `statement`."""
    code = f"import sys\n{statement}\nprint(*sys.modules, file=sys.__stdout__)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_window_comes_without_pytorch():
    loaded = modules_after("import mmdesk.app.application")
    assert "PySide6.QtWidgets" in loaded
    assert not {"torch", "torchaudio", "mmdesk.engine"} & loaded


def test_the_engine_comes_without_qt():
    loaded = modules_after("import mmdesk.engine.torch_engine")
    assert "torch" in loaded
    assert "PySide6" not in loaded


def test_the_window_is_made_without_what_only_its_work_needs():
    loaded = modules_after("import mmdesk.app.window")
    assert "mmdesk.app.pages.classify.page" in loaded
    assert not {"numpy", "PIL", "sqlite3", "mmdesk.app.pages.train", "mmdesk.app.pages.judge"} & loaded


def test_help_comes_without_either():
    loaded = modules_after("from mmdesk import main\ntry: main.main(['--help'])\nexcept SystemExit: pass")
    assert "mmdesk.cli.train" in loaded
    assert not {"torch", "torchaudio", "mmdesk.engine", "PySide6"} & loaded


def test_help_needs_neither_numpy_nor_qt():
    modules = modules_after("import mmdesk.main\ntry: mmdesk.main.main(['--help'])\nexcept SystemExit: pass")
    assert "mmdesk.cli.train" in modules
    assert {"numpy", "PIL", "PySide6", "torch"} & modules == set()


def test_the_public_interface_is_lazy():
    assert "torch" not in modules_after("import mmdesk")
    assert callable(mmdesk.open_model)
    assert callable(mmdesk.train)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = mmdesk.nonsense


def test_the_import_rules_are_kept():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_short(record_property):
    lengths = {str(module.relative_to(ROOT)): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    record_property("long_modules", {name: length for name, length in lengths.items() if length > LONG})
    assert {name: length for name, length in lengths.items() if length > TOO_LONG} == {}


def test_tests_mirror_the_package():
    """Each module has its test module; those of the words alone are tested by whoever uses them."""
    words = {
        "app/page_protocol.py",
        "core/answers/explanation.py",
        "core/answers/prediction.py",
        "core/problems/findings.py",
        "core/engine.py",
        "core/evaluation/summary.py",
    }
    places = [module.relative_to(PACKAGE) for module in MODULES if not module.name.startswith("__")]
    untested = [place.as_posix() for place in places if not (ROOT / "tests" / place.with_name(f"test_{place.name}")).exists()]
    assert set(untested) - words == set()


def test_the_module_graph_shows_the_straight_way():
    graph = subprocess.run([sys.executable, "build/graph.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rows = dict(line.split(maxsplit=1) for line in graph.splitlines() if " " in line)
    assert "engine.torch_engine" in rows["mmdesk.main"].split()
    assert "engine" not in rows["mmdesk.cli.predict"]
    assert "mmdesk.bootstrap" not in rows, "bootstrap knows none of ours"
