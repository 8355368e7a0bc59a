"""One helper command for people who work on mmdesk: python3 dev.py COMMAND

    setup           make or refresh .venv with everything that is needed
    app [ARGS]      run mmdesk, such as: python3 dev.py app picture.png
    test [ARGS]     run the tests; ARGS go to pytest
    lint            ruff, mypy and the import rules
    bench [ARGS]    measure speed
    translate       bring the catalogues of resources/i18n up to the source, and build what Qt reads from them
    package [ARGS]  make the standalone program in dist/: folder, archive, Debian package, list of contents
    smoke [ARGS]    try the standalone program of dist/ on a screen of its own, without network
    graph [--dot]   print which module imports which

Every command first sees to what it needs. Knows only the standard library.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - people start this file with whatever Python they have
    sys.exit(f"dev.py: mmdesk needs Python 3.11 or newer. Start dev.py with such a one; this is {sys.version.split()[0]}.")

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import tomllib
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from mmdesk import bootstrap

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed"
CONSTRAINTS = ROOT / "build" / "constraints.txt"

SOUND_LIBRARIES = {"libportaudio.so.2": "libportaudio2"}
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
}
PACKAGE_PROGRAMS = {
    "cc": "gcc",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "strace": "strace",
    "strip": "binutils",
    "xz": "xz-utils",
}
FONTS = {"DejaVuSans.ttf": "fonts-dejavu-core", "NotoSansCJK*": "fonts-noto-cjk"}
SOUND_PLUGINS = {"libasound_module_pcm_pulse.so": "libasound2-plugins"}


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "setup": setup,
        "app": app,
        "test": test,
        "lint": lint,
        "bench": bench,
        "translate": translate,
        "package": package,
        "smoke": smoke,
        "graph": graph,
    }
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    command = commands.get(arguments[0])
    if command is None:
        print(f"dev.py: there is no command {arguments[0]}. The commands are: {', '.join(commands)}.", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except subprocess.CalledProcessError as error:
        print(f"dev.py: this failed with exit code {error.returncode}: {shlex.join(map(str, error.cmd))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def setup(_arguments: Sequence[str] = ()) -> int:
    """Everything for working on mmdesk."""
    system_packages(missing_for_window() + missing_for_screen())
    install()
    print(f"Ready: {PYTHON}")
    return 0


def app(arguments: Sequence[str]) -> int:
    """The program itself, from this source."""
    if sys.platform.startswith("linux") and not bootstrap.has_display() and not arguments:
        print("dev.py: there is no display to open a window on. Start it on a desktop, or give a command.", file=sys.stderr)
        return 2
    system_packages(missing_for_window())
    install()
    return subprocess.run([PYTHON, "-m", "mmdesk", *arguments], check=False).returncode  # its files are named from here


def test(arguments: Sequence[str]) -> int:
    """The tests, with a screen of their own where they need one."""
    system_packages(missing_for_window() + missing_for_screen())
    install()
    return run(PYTHON, "-m", "pytest", *arguments)


def lint(_arguments: Sequence[str]) -> int:
    """All checks of the source; each runs even if one before it failed."""
    install()
    checks = (
        (PYTHON, "-m", "ruff", "check", "."),
        (PYTHON, "-m", "ruff", "format", "--check", "."),
        (PYTHON, "-m", "mypy"),
        (BIN / "lint-imports",),
    )
    return max([run(*check) for check in checks])


def bench(arguments: Sequence[str]) -> int:
    system_packages(missing_for_window() + missing_for_screen())
    install()
    return run(PYTHON, "build/bench.py", *arguments)


def translate(_arguments: Sequence[str] = ()) -> int:
    """Put new texts into every catalogue, take those away that nobody says any more, and compile them."""
    install()
    catalogues = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    sources = sorted((ROOT / "mmdesk").rglob("*.py"))
    updated = run(BIN / "pyside6-lupdate", *sources, "-locations", "none", "-no-obsolete", "-ts", *catalogues)
    return updated or run(BIN / "pyside6-lrelease", "-silent", *catalogues)


def package(arguments: Sequence[str]) -> int:
    system_packages(missing_for_window() + missing_for_packages())
    install()
    return run(PYTHON, "build/package.py", *arguments)


def smoke(arguments: Sequence[str]) -> int:
    system_packages(missing_for_window() + missing_for_screen() + missing_for_packages())
    install()
    return run(PYTHON, "build/smoke.py", *arguments)


def graph(arguments: Sequence[str]) -> int:
    install()
    return run(PYTHON, "build/graph.py", *arguments)


def install() -> None:
    """Make .venv and install into it, unless that was done with the same files and the same Python."""
    wanted = hashlib.sha256(sys.version.encode() + (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_venv()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # The exact torch first, and torchaudio beside it: an open range takes the newest one with gigabytes for CUDA.
    pip("-c", CONSTRAINTS, pinned("torch"))
    pip("--no-deps", pinned("torchaudio"))
    pip("-c", CONSTRAINTS, "-e", ROOT, *project["dependency-groups"]["dev"])
    STAMP.write_text(wanted)


def make_venv() -> None:
    """Make .venv; Debian keeps what is needed for that in a package of its own."""
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        system_packages(["python3-venv"])
        venv.create(VENV, with_pip=True)


def pinned(name: str) -> str:
    """The exact version of a package in the constraints, such as "torch==2.13.0"."""
    found = re.search(rf"^{name}==\S+$", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        sys.exit(f"dev.py: {CONSTRAINTS} does not pin {name}. Add it.")
    return found.group()


def pip(*arguments: str | Path) -> None:
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *quiet, *arguments]
    print("dev.py:", shlex.join(map(str, command)), file=sys.stderr)
    subprocess.run(command, cwd=ROOT, check=True)


def run(*command: str | Path) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def missing_for_window() -> list[str]:
    """Debian packages of which the window's and the sound's libraries are not there."""
    return list(bootstrap.missing({**bootstrap.needed_libraries(), **SOUND_LIBRARIES})) if sys.platform.startswith("linux") else []


def missing_for_screen() -> list[str]:
    """Debian packages that the tests need for a screen and a microphone of their own."""
    if not sys.platform.startswith("linux"):
        return []
    programs = [package for program, package in SCREEN_PROGRAMS.items() if not shutil.which(program)]
    fonts = [package for font, package in FONTS.items() if not any(Path("/usr/share/fonts").rglob(font))]
    plugins = [package for plugin, package in SOUND_PLUGINS.items() if not any(Path("/usr/lib").glob(f"*/alsa-lib/{plugin}"))]
    return programs + fonts + plugins


def missing_for_packages() -> list[str]:
    """Debian packages that making and trying the standalone program needs."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for program, package in PACKAGE_PROGRAMS.items() if not shutil.which(program)]


def system_packages(packages: Sequence[str]) -> None:
    """Install packages of the system through apt, or end with the exact line to type."""
    if not packages:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    become = [] if os.name == "posix" and os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and allowed(become):
        print("dev.py:", shlex.join([*become, *line]), file=sys.stderr)
        quiet = [*become, "env", "DEBIAN_FRONTEND=noninteractive"]
        subprocess.run([*quiet, "apt-get", "update", "-qq"], check=True)
        subprocess.run([*quiet, *line, "-qq"], check=True)
        return
    print(f"dev.py: this system lacks some packages. Type: sudo apt-get install {shlex.join(packages)}", file=sys.stderr)
    print("(on another system than Debian or Ubuntu, install what is called so there), then start dev.py again.", file=sys.stderr)
    sys.exit(2)


def allowed(become: Sequence[str]) -> bool:
    """Whether `become` makes us root without a question."""
    if become and not shutil.which(become[0]):
        return False
    return subprocess.run([*become, "true"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
