"""Distributions that were not installed to their end are found by their own account."""

import os
import subprocess
import sys
import zipfile

import pytest
from provision import distributions


@pytest.fixture
def site(tmp_path, index):
    """A folder with what pip leaves of two wheels."""
    folder = tmp_path / "site-packages"
    for wheel in ("tool-1.0", "nvidia_made-13.0"):
        zipfile.ZipFile(index.folder / "usual" / f"{wheel}-py3-none-any.whl").extractall(folder)
    return folder


def test_whole_ones_stay(site):
    before = sorted(site.rglob("*"))
    assert distributions.remove_broken(site) == []
    assert sorted(site.rglob("*")) == before


def test_those_without_an_account_or_with_files_cut_short_or_missing_go(site):
    (site / "tool.py").write_text("x = 1\n")
    (site / "nvidia_made-13.0.dist-info" / "RECORD").unlink()
    assert distributions.remove_broken(site) == ["nvidia_made-13.0", "tool-1.0"]
    assert not list(site.glob("*.dist-info"))
    assert (site / "tool.py").exists(), "pip writes it anew"


def test_an_account_cut_short_is_none(site):
    record = site / "tool-1.0.dist-info" / "RECORD"
    record.write_bytes(record.read_bytes()[:30])
    assert distributions.remove_broken(site) == ["tool-1.0"]


def test_what_python_compiles_anew_breaks_nothing(site):
    record = site / "tool-1.0.dist-info" / "RECORD"
    record.write_text(record.read_text() + "__pycache__/tool.cpython-311.pyc,,353\n")
    compiled = site / "__pycache__" / "tool.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"of another length")
    assert distributions.remove_broken(site) == []


def test_what_pip_was_about_to_remove_goes(site):
    (site / "~ool").mkdir()
    (site / "~ool-1.0.dist-info").mkdir()
    (site / "~ool.py").touch()
    assert distributions.remove_broken(site) == []
    assert not list(site.glob("~*"))


def test_what_only_cuda_brings_is_known(site):
    for name in ("triton-3.7.1", "cuda_toolkit-13.0.3.0", "numpy-2.4.6", "nvidia_cublas-13.1"):
        (site / f"{name}.dist-info").mkdir()
    assert distributions.brought_by_cuda(site) == ["cuda_toolkit", "nvidia_cublas", "nvidia_made", "triton"]


def test_a_path_in_other_letters_is_spelled_so_that_every_language_reads_it(site, tmp_path):
    there = tmp_path / "Größe 张"
    there.mkdir()
    (there / "there.py").touch()
    (site / "made.pth").write_text(f"{there}\n/plain\n", encoding="utf-8")
    record = site / "tool-1.0.dist-info" / "RECORD"
    record.write_text(f"made.pth,sha256=x,{(site / 'made.pth').stat().st_size}\n{record.read_text()}")
    distributions.spell_paths_in_ascii(site)
    assert (site / "made.pth").read_bytes().isascii()
    assert distributions.remove_broken(site) == []
    code = f"import site; site.addsitedir({str(site)!r}); import there, sys; print('/plain' in sys.path)"
    variables = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, env=variables)
    assert done.stdout == "False\n", done.stderr  # only what is there is added
