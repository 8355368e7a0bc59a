"""Which Python will do, and what is told to whoever has another."""

import subprocess
import sys
from pathlib import Path

import pytest
from provision import pythons

DEV = Path(__file__).resolve().parents[2] / "dev.py"


def start_as(version, implementation="cpython", path=""):
    """Start dev.py as if this Python were another one, with nothing on the path but `path`."""
    parts = tuple(map(int, version.split(".")))
    code = (
        f"import runpy, sys\nsys.version_info = {parts}\nsys.version = '{version} (main)'\n"
        f"sys.implementation.name = '{implementation}'\nsys.argv = sys.argv[1:]\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code, DEV], capture_output=True, text=True, check=False, env={"PATH": str(path)})


@pytest.mark.parametrize("version", ["3.8.10", "3.10.12", "3.15.0"])
def test_another_version_is_refused_with_what_to_install(version):
    done = start_as(version)
    assert done.returncode == 1
    assert done.stderr.startswith(f"dev.py: mmdesk needs Python 3.11 to 3.14; this is {version}. Install Python 3.13: ")
    assert "dev.py app" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there it is found by the launcher py")
def test_one_that_will_do_is_named_if_it_is_there(tmp_path):
    for name in ("python3.11", "python3.12", "python3.9"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    done = start_as("3.15.0", path=tmp_path)
    assert done.stderr.endswith("python3.12 is on this machine. Type: python3.12 dev.py app\n")


def test_another_implementation_is_refused():
    assert "this is pypy, for which PyTorch and Qt have no wheels." in start_as("3.11.9", "pypy").stderr


@pytest.mark.parametrize("version", ["3.11.2", "3.14.0"])
def test_a_supported_version_goes_on(version):
    done = start_as(version)
    assert (done.returncode, done.stderr) == (0, "")
    assert "python3 dev.py COMMAND" in done.stdout


def test_the_project_says_the_same():
    text = (DEV.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={pythons.dotted(pythons.OLDEST)}"' in text
    for page in ("README.md", "README.zh-CN.md"):
        told = (DEV.parent / page).read_text(encoding="utf-8")
        assert pythons.dotted(pythons.OLDEST) in told
        assert pythons.dotted(pythons.NEWEST) in told
