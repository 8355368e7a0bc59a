"""Environments: made, taken for whole only when they are, mended otherwise."""

import os
import shutil
import subprocess
import sys

import pytest
from provision import virtual_environment
from provision.errors import SetupError
from provision.virtual_environment import VirtualEnvironment


@pytest.fixture
def environment(tmp_path, made_environment):
    """A whole one, copied."""
    return VirtualEnvironment(shutil.copytree(made_environment, tmp_path / ".venv", symlinks=True))


def test_one_that_is_made_works(made_environment):
    environment = VirtualEnvironment(made_environment)
    assert environment.works()
    told = subprocess.run([environment.python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(made_environment)
    assert (environment.site / "pip").is_dir()


def test_none_does_not_work(tmp_path):
    assert not VirtualEnvironment(tmp_path / ".venv").works()


def test_one_without_pip_does_not_work(environment):
    """As Debian leaves it, whose python3-venv was not there."""
    shutil.rmtree(environment.site / "pip")
    assert not environment.works()


def test_one_whose_python_is_gone_does_not_work(environment):
    environment.python.unlink()
    environment.python.symlink_to("/nowhere/python3")
    assert not environment.works()


def test_one_of_another_version_does_not_work(environment, monkeypatch):
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert not environment.works()


def test_a_half_made_one_is_made_anew(tmp_path):
    environment = VirtualEnvironment(tmp_path / ".venv")
    environment.bin.mkdir(parents=True)
    (environment.folder / "rest of an earlier one").touch()
    told = []
    environment.make(told.append)
    assert environment.works()
    assert not (environment.folder / "rest of an earlier one").exists()
    assert told == [f"{environment.folder} was not made to its end, or with another Python: it is made anew."]


@pytest.fixture
def no_ensurepip(monkeypatch):
    """As on Debian without python3-venv."""
    there = virtual_environment._has
    monkeypatch.setattr(virtual_environment, "_has", lambda module: module not in {"ensurepip", "virtualenv"} and there(module))
    return monkeypatch


def test_where_nothing_can_make_one_the_sentence_says_what_to_install(no_ensurepip, tmp_path):
    no_ensurepip.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"could not be made: .* Install what your system calls python3-venv, or uv"):
        VirtualEnvironment(tmp_path / ".venv").make(print)
    assert not (tmp_path / ".venv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="apt-get is Debian's")
def test_on_debian_it_is_the_package_of_this_python(no_ensurepip, tmp_path):
    (tmp_path / "apt-get").write_text("#!/bin/sh\n")
    (tmp_path / "apt-get").chmod(0o755)
    no_ensurepip.setenv("PATH", str(tmp_path))
    assert virtual_environment.missing_package() == f"python3.{sys.version_info.minor}-venv"


@pytest.mark.skipif(sys.platform == "win32", reason="the made uv is a shell script")
def test_uv_steps_in_where_it_is_there(no_ensurepip, tmp_path):
    (tmp_path / "uv").write_text(f"#!/bin/sh\nfor folder; do :; done\n{sys.executable} -I -m venv $folder\n")
    (tmp_path / "uv").chmod(0o755)
    no_ensurepip.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert virtual_environment.missing_package() is None
    environment = VirtualEnvironment(tmp_path / ".venv")
    environment.make(print)
    assert environment.works()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(SetupError, match="Copy the source to a folder of yours"):
        VirtualEnvironment(tmp_path / ".venv").make(print)
    tmp_path.chmod(0o755)
