"""Try the Debian package in a new Debian without anything else: install, start from the menu, open a model file, remove.

Needs root, debootstrap, and Debian's packages.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from end_to_end.screen import Screen, open_screen  # noqa: E402
from patience import until  # noqa: E402

ARTEFACTS = ROOT / "artefacts" / "smoke"
SUITE = "bookworm"
OF_A_DESKTOP = ("xdg-utils", "libglib2.0-bin", "shared-mime-info", "desktop-file-utils", "ca-certificates")
"""What every desktop has, to find the program for a file and to start it."""
KEPT_BY_DPKG = re.compile(r"^/(proc|sys|dev|run|tmp|var/(cache|lib/(apt|dpkg)|log))/|^/root/|^/opt/$")
"""Where dpkg keeps its own accounts, the person's own folder, and /opt, which no package owns: dpkg takes it along once empty."""

SETTLED = 8.0
"""Seconds after PyTorch is loaded, in which the model is opened."""


class System:
    """A Debian in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *command: str, display: str = "", wait: bool = True) -> str:
        """Run a command in it as its root; returns what it printed."""
        variables = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        if display:
            variables |= {"DISPLAY": display, "XDG_CURRENT_DESKTOP": "GNOME"}
        inside = ["chroot", str(self.root), "env", "-i", *(f"{name}={value}" for name, value in variables.items()), *command]
        if not wait:
            subprocess.Popen(inside, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return ""
        done = subprocess.run(inside, capture_output=True, text=True, check=False, timeout=900)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def files(self) -> set[str]:
        """All files that are there, without those that dpkg keeps for itself."""
        found: set[str] = set()
        for folder, folders, names in os.walk(self.root):
            inside = "/" + os.path.relpath(folder, self.root).removeprefix(".")
            found |= {f"{inside.rstrip('/')}/{name}" for name in [*names, *folders]}
        return {file for file in found if not KEPT_BY_DPKG.match(file + "/")}


@contextlib.contextmanager
def debian(root: Path) -> Iterator[System]:
    """A new Debian in `root`; one that is there already is taken as it is."""
    if not (root / "etc" / "debian_version").exists():
        command = [
            "debootstrap",
            "--variant=minbase",
            f"--include={','.join(OF_A_DESKTOP)}",
            SUITE,
            str(root),
        ]  # from debootstrap's own mirror
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        yield System(root)
    finally:
        subprocess.run(["umount", "-l", root / "proc"], check=False)


def try_package(package: Path, scratch: Path, root: Path) -> None:
    """The whole life of the package; raises AssertionError where something is not as it has to be."""
    with debian(root) as system, open_screen(scratch) as screen:
        system.run("apt-get", "update", "-qq")
        shutil.copy(package, root / "tmp" / "mmdesk.deb")
        # What it depends on stays when it goes; so it is there before.
        needed = re.findall(r"(?:^|, )([a-z0-9.+-]+)", subprocess.check_output(["dpkg-deb", "-f", package, "Depends"], text=True))
        system.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *needed)
        before = system.files()
        system.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "/tmp/mmdesk.deb")
        told("installs")
        assert "mmdesk " in system.run("mmdesk", "--version")
        starts(system, screen, "desktop-entry", "gio", "launch", "/usr/share/applications/mmdesk.desktop")
        told("starts from the desktop entry")
        shutil.copy(ROOT / "resources" / "models" / "digits.safetensors", root / "root" / "my own.safetensors")
        assert "application/x-safetensors" in system.run("gio", "info", "-a", "standard::content-type", "/root/my own.safetensors")
        starts(system, screen, "double-click", "xdg-open", "/root/my own.safetensors")
        settings = (root / "root" / ".config" / "mmdesk" / "mmdesk.ini").read_text()
        assert "my own.safetensors" in settings, settings
        told("opens a model by xdg-open")
        system.run("apt-get", "purge", "-qq", "-y", "mmdesk")
        left = system.files() ^ before
        assert not left, f"it left behind or took away: {sorted(left)[:20]}"
        caches = [root / "usr/share/applications/mimeinfo.cache", root / "usr/share/mime/globs2"]
        assert not [cache for cache in caches if cache.exists() and "safetensors" in cache.read_text()]
        told("is removed without a trace")


def starts(system: System, screen: Screen, name: str, *command: str) -> None:
    """Start it, take a picture once the answer's model is open, close it."""
    system.run(*command, display=screen.environment["DISPLAY"], wait=False)
    window = until(lambda: screen.xdotool("search", "--onlyvisible", "--name", "mmdesk").split(), "a window")[0]
    log = system.root / "root" / ".local" / "state" / "mmdesk" / "log" / "mmdesk.log"
    until(lambda: opened(), "PyTorch is in the process", 90)
    time.sleep(SETTLED)
    screen.xdotool("windowactivate", "--sync", window)
    screen.picture(ARTEFACTS / f"deb-{name}.png")
    screen.key("alt+F4")
    until(lambda: not screen.xdotool("search", "--onlyvisible", "--name", "mmdesk"), "the window is gone")
    until(lambda: not processes(), "the process ended")
    assert not log.exists() or log.read_text() == "", log.read_text()


def processes() -> list[Path]:
    """The running programs of the package."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str((process / "exe").readlink()).endswith("/opt/mmdesk/mmdesk"):
                found.append(process)
    return found


def opened() -> bool:
    """Whether the engine is loaded by now."""
    return any("libtorch_python" in (process / "maps").read_text() for process in processes())


def told(what: str) -> None:
    print(f"smoke: the package {what}", flush=True)
