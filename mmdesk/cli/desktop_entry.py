"""mmdesk in the menu of a person's desktop: XDG desktop entry, icon and MIME type, as freedesktop.org specifies them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from mmdesk import bootstrap
from mmdesk.core import paths
from mmdesk.core.errors import QT_TRANSLATE_NOOP, OptionError, Sentence

ENTRY = "applications/mmdesk.desktop"
ICONS = "icons/hicolor"
FILES: Mapping[str, str] = {
    ENTRY: "desktop/mmdesk.desktop",
    "mime/packages/mmdesk.xml": "desktop/mmdesk.xml",
    f"{ICONS}/scalable/apps/mmdesk.svg": "icons/mmdesk.svg",
}
"""Place below the person's XDG_DATA_HOME, and what is put there of the resources."""

DATABASES: Mapping[str, tuple[str, str]] = {
    "applications": ("update-desktop-database", "desktop-file-utils"),
    "mime": ("update-mime-database", "shared-mime-info"),
}
"""Folders of which desktops read a database, the program that makes it anew, and its Debian package."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done.

    Attributes:
        files: those that were written, or removed
        notes: what the person should know beside
    """

    files: tuple[Path, ...]
    notes: tuple[Sentence, ...] = ()


def install() -> Changed:
    """Put the program into the menu of this person, with its icon, as what opens model files; again and again does no harm.

    Raises:
        OptionError: on a system whose menus are others, or cannot start the program
        InputError: if a file cannot be written
    """
    home = _data_home()
    texts = {home / place: (paths.resources() / source).read_text(encoding="utf-8") for place, source in FILES.items()}
    texts[home / ENTRY] = with_program(texts[home / ENTRY], _program())
    for file, text in texts.items():
        with paths.writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        with paths.written_safely(file) as temporary:
            temporary.write_text(text, encoding="utf-8")
    return Changed(tuple(texts), _refreshed(home))


def remove() -> Changed:
    """Take away what `install` put there; that some of it, or all, is gone already is no fault.

    Raises:
        OptionError: on a system whose menus are others
        InputError: if a file cannot be removed
    """
    home = _data_home()
    files = tuple(file for place in FILES if os.path.lexists(file := home / place))
    for file in files:
        with paths.writing(file):
            file.unlink(missing_ok=True)
    if files:
        _refreshed(home)
    return Changed(files)


def with_program(entry: str, program: tuple[str, ...]) -> str:
    """The entry that starts this program, and which menus leave out once that is gone.

    Raises:
        OptionError: if menus cannot start it
    """
    if "%" in program[0]:
        # GLib looks for the program by what stands there, before it reads "%%" as "%".
        text = QT_TRANSLATE_NOOP("errors", "Menus cannot start {program}, for the % in its path. Install mmdesk in another folder.")
        raise OptionError(text, program=program[0])
    command = " ".join(map(quoted, program))
    started = re.sub(r"^Exec=mmdesk\b", lambda _: f"TryExec={_string(program[0])}\nExec={command}", entry, flags=re.MULTILINE)
    assert started != entry, "nothing would be started"  # noqa: S101 - as the resource is
    return started


def quoted(argument: str) -> str:
    """An argument of the key Exec, quoted where that is needed (Desktop Entry Specification 1.5, "The Exec key")."""
    if re.fullmatch(r"[\w@+./:,-]+", argument):
        return argument
    inner = re.sub(r'(["`$\\])', r"\\\1", argument.replace("%", "%%"))
    return _string(f'"{inner}"')


def _string(value: str) -> str:
    """A value of the type string, in which a backslash begins an escape."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _program() -> tuple[str, ...]:
    """What starts mmdesk from anywhere: the standalone program, or this Python, whose ``-P`` ignores the folder it starts in."""
    return (sys.executable,) if bootstrap.is_standalone() else (sys.executable, "-P", "-m", "mmdesk")


def _data_home() -> Path:
    if not sys.platform.startswith("linux"):
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "mmdesk puts itself only into the menus of Linux. On Windows pin {program} to Start, on macOS drag it to the Dock.",
        )
        raise OptionError(sentence, program=Path(sys.argv[0]).absolute())
    return Path(platformdirs.user_data_path())


def _refreshed(home: Path) -> tuple[Sentence, ...]:
    """Have the databases made anew; sentences on those for which this was not possible."""
    notes = []
    for folder, (program, package) in DATABASES.items():
        if not (found := shutil.which(program)):
            text = QT_TRANSLATE_NOOP(
                "errors",
                "{program} is missing, without which files may not open by double click."
                " On Debian or Ubuntu type: sudo apt-get install {package}. Then do this again.",
            )
            notes.append(Sentence(text, program=program, package=package))
            continue
        command = [found, str(home / folder)]
        done = subprocess.run(command, env=_environment(), capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - of the system
        if done.returncode:
            text = QT_TRANSLATE_NOOP("errors", "{program} failed, and files may not open by double click: {reason}")
            notes.append(Sentence(text, program=program, reason=done.stderr.strip() or done.returncode))
    if (home / ICONS).is_dir():
        os.utime(home / ICONS)  # a cache of icons that is older than its folder is not read (Icon Theme Specification)
    return tuple(notes)


def _environment() -> dict[str, str]:
    """For programs of the system: without the libraries of the standalone program, whose start keeps what was there before."""
    environment = dict(os.environ)
    if bootstrap.is_standalone():
        environment["LD_LIBRARY_PATH"] = environment.get("LD_LIBRARY_PATH_ORIG", "")
    return environment
