"""Debian packages: installed where that is allowed, told in one line where not. apt-get and sudo are made ones."""

import os
import sys

import pytest
from provision import system_packages
from provision.errors import SetupError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="apt-get is Debian's")


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A path with programs made of one line, which note how they are called."""
    log = tmp_path / "log"
    log.touch()

    def program(name, line):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {log}\n{line}\n')
        (tmp_path / name).chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: os.path.exists(tmp_path / name) or None)
    program.log = lambda: log.read_text().splitlines()
    return program


@pytest.fixture
def person(monkeypatch):
    """Who types is not root."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_root_installs_them(system, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system("apt-get", "exit 0")
    system_packages.install(["libegl1", "xvfb"])
    assert [line.split()[0] for line in system.log()] == ["apt-get", "apt-get"]
    assert system.log()[1].endswith("-qq install -y --no-install-recommends libegl1 xvfb")


def test_a_person_with_sudo_does_too(system, person):
    system("apt-get", "exit 0")
    system("sudo", 'shift; exec "$@"')
    system_packages.install(["libegl1"])
    assert system.log()[0] == "sudo -n true"
    assert any(line.startswith("apt-get") and line.endswith("libegl1") for line in system.log())


@pytest.mark.parametrize("sudo", ["", "exit 1"])
def test_without_sudo_one_line_is_told(system, person, sudo):
    system("apt-get", "exit 0")
    if sudo:
        system("sudo", sudo)
    with pytest.raises(SetupError, match=r"Type: sudo apt-get install libegl1 libgl1\n"):
        system_packages.install(["libegl1", "libgl1"])
    assert not any("install" in line for line in system.log())


def test_a_source_that_is_not_reached_need_not_matter(system, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system("apt-get", 'case "$*" in *update) exit 100;; esac')
    system_packages.install(["libegl1"])


def test_a_failure_of_apt_is_told_with_the_line(system, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system("apt-get", "exit 100")
    with pytest.raises(SetupError, match=r"apt-get failed with exit code 100; .* Type: sudo apt-get install libegl1\n"):
        system_packages.install(["libegl1"])


def test_missing_programs_are_those_not_on_the_path(system):
    system("there", "")
    assert system_packages.missing_programs({"there": "one", "not-there": "other"}) == ["other"]
