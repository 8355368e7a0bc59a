"""The NVIDIA driver, found by made programs and files."""

import sys

import pytest
from provision.graphics import Driver, nvidia_driver

MODULE = (
    "NVRM version: NVIDIA UNIX x86_64 Kernel Module  {version}  Tue Sep 23 10:00:00 UTC 2025\nGCC version:  gcc version 12.2.0\n"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the made programs are shell scripts")


def program(folder, text, name="nvidia-smi"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_no_sign_of_one(tmp_path):
    assert nvidia_driver("linux", {"PATH": str(tmp_path)}, tmp_path) is None
    assert nvidia_driver("win32", {"PATH": str(tmp_path), "SystemRoot": str(tmp_path)}) is None
    assert nvidia_driver("darwin", {"PATH": str(tmp_path)}, tmp_path) is None


def test_nvidia_smi_tells_the_version(tmp_path):
    says = """[ "$*" = "--query-gpu=driver_version --format=csv,noheader" ] && echo 580.95.05 && echo 580.95.05"""
    found = nvidia_driver("linux", program(tmp_path / "bin", says), tmp_path)
    assert found == Driver("580.95.05", "nvidia-smi")
    assert found.major == 580


def test_the_kernel_module_tells_it_where_nvidia_smi_is_not_there(tmp_path):
    file = tmp_path / "proc" / "driver" / "nvidia" / "version"
    file.parent.mkdir(parents=True)
    file.write_text(MODULE.format(version="550.54.14"))
    assert nvidia_driver("linux", {"PATH": ""}, tmp_path) == Driver("550.54.14", str(file))


@pytest.mark.parametrize("text", ["echo 'NVIDIA-SMI has failed' >&2; exit 9", "echo 'No devices were found'", "exit 0"])
def test_nvidia_smi_that_reaches_no_driver_is_no_sign(tmp_path, text):
    assert nvidia_driver("linux", program(tmp_path / "bin", text), tmp_path) is None


def test_nvidia_smi_that_fails_does_not_hide_the_driver(tmp_path):
    file = tmp_path / "proc" / "driver" / "nvidia" / "version"
    file.parent.mkdir(parents=True)
    file.write_text(MODULE.format(version="580.95.05"))
    mismatch = program(tmp_path / "bin", "echo 'Driver/library version mismatch' >&2; exit 18")
    assert nvidia_driver("linux", mismatch, tmp_path).version == "580.95.05"


def test_that_of_windows_is_seen_from_its_linux(tmp_path):
    program(tmp_path / "usr" / "lib" / "wsl" / "lib", "echo 581.29")
    assert nvidia_driver("linux", {"PATH": "/usr/bin:/bin"}, tmp_path) == Driver("581.29", "nvidia-smi")
    (tmp_path / "usr" / "lib" / "wsl" / "lib" / "nvidia-smi").unlink()
    library = tmp_path / "usr" / "lib" / "wsl" / "lib" / "libcuda.so.1"
    library.touch()
    assert nvidia_driver("linux", {"PATH": ""}, tmp_path) == Driver(None, str(library))


def test_on_windows_program_and_library_lie_in_the_system(tmp_path):
    system = tmp_path / "Windows" / "System32"
    program(system, "echo 581.29", "nvidia-smi.exe")
    variables = {"PATH": "/usr/bin:/bin", "SystemRoot": str(tmp_path / "Windows")}
    assert nvidia_driver("win32", variables) == Driver("581.29", "nvidia-smi")
    (system / "nvidia-smi.exe").unlink()
    (system / "nvcuda.dll").touch()
    assert nvidia_driver("win32", variables) == Driver(None, str(system / "nvcuda.dll"))
