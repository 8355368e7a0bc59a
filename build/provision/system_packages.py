"""Debian packages that a command needs: found missing, installed if that is allowed, else told as one line to type."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from provision.errors import SetupError

SCREEN_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "dbus-daemon": "dbus",
    "xdotool": "xdotool",
    "setpriv": "util-linux",
    "xclip": "xclip",
    "import": "imagemagick",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "desktop-file-validate": "desktop-file-utils",
}
"""What the tests need for a screen and a microphone of their own, and to see that menus take the program: program to package."""
PACKAGE_PROGRAMS = {
    "cc": "gcc",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "strace": "strace",
    "strip": "binutils",
    "xz": "xz-utils",
}
"""What making and trying the standalone program needs."""
FONTS = {"DejaVuSans.ttf": "fonts-dejavu-core", "NotoSansCJK*": "fonts-noto-cjk"}
SOUND_PLUGINS = {"libasound_module_pcm_pulse.so": "libasound2-plugins"}


def for_screen() -> list[str]:
    """The packages that the tests need for a screen and a microphone of their own, as far as they are missing."""
    fonts = [package for font, package in FONTS.items() if not any(Path("/usr/share/fonts").rglob(font))]
    plugins = [package for plugin, package in SOUND_PLUGINS.items() if not any(Path("/usr/lib").glob(f"*/alsa-lib/{plugin}"))]
    return [*missing_programs(SCREEN_PROGRAMS), *fonts, *plugins]


def missing_programs(programs: Mapping[str, str]) -> list[str]:
    """Of these programs the packages of those that are not on the path."""
    return [package for program, package in programs.items() if not shutil.which(program)]


def install(packages: Sequence[str]) -> None:
    """Install packages of the system.

    Raises:
        SetupError: if that is not allowed here, with the exact line to type, or if it fails
    """
    become = become_root()
    if become is None or not shutil.which("apt-get"):
        raise SetupError(line_to_type(packages))
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    print("dev.py:", shlex.join([*become, *command]), file=sys.stderr, flush=True)
    # Another apt, such as the one that updates a system by itself, is waited for.
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    subprocess.run([*apt, "update"], check=False)  # a single source that is not reached need not matter
    done = subprocess.run([*apt, *command[1:]], check=False).returncode
    if done != 0:
        raise SetupError(f"apt-get failed with exit code {done}; the lines above say why. {line_to_type(packages)}")


def become_root() -> list[str] | None:
    """What to put before a command to run it as root; None where that is not allowed. At a terminal sudo may ask for a password."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    print("dev.py: some packages of the system are missing, so sudo asks for your password.", file=sys.stderr, flush=True)
    return ["sudo"] if subprocess.run(["sudo", "-v"], check=False).returncode == 0 else None


def line_to_type(packages: Sequence[str]) -> str:
    """The sentence for a person who may not install packages, or whose system is another one."""
    return (
        f"This system lacks some packages. Type: sudo apt-get install {shlex.join(packages)}\n"
        "(on another system than Debian or Ubuntu, install what is called so there), then start dev.py again."
    )
