"""Make the standalone program in dist/: the folder, what is handed out of it, and the list of its contents.

Signing is off unless these are set. macOS: MMDESK_CODESIGN_IDENTITY (for PyInstaller, which signs every file). Windows:
MMDESK_SIGN_COMMAND, a command line that signs the file which is put at its end.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

BUILD = Path(__file__).resolve().parent
ROOT = BUILD.parent
DIST = ROOT / "dist"
WORK = DIST / "work"
FOLDER = DIST / "mmdesk"
sys.path[:0] = [str(ROOT), str(BUILD)]

from bundle import archives, checks, libraries, sbom, slim  # noqa: E402

import mmdesk  # noqa: E402

MAX_FOLDER, MAX_ARCHIVE = 720, 235
"""In millions of bytes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make everything; the exit code is 1 if a check failed."""
    parser = argparse.ArgumentParser(
        prog="dev.py package", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder-only", action="store_true", help="make only the folder, not what is handed out of it")
    parser.add_argument("--keep-folder", action="store_true", help="take the folder that was made before")
    args = parser.parse_args(arguments)
    epoch = build_time()
    if not args.keep_folder:
        build(epoch)
    name = f"mmdesk-{mmdesk.__version__}-{sys.platform}-{platform.machine().lower()}"
    made = [write_sbom(DIST / f"{name}.cdx.json", epoch)]
    if not args.folder_only:
        made += hand_out(name, epoch)
    problems = checks.problems(FOLDER, made)
    print_sizes(made)
    for problem in problems:
        print(f"package: {problem}", file=sys.stderr)
    return 1 if problems else 0


def build_time() -> int:
    """The time that everything made gets: of the commit, so that the same source gives the same result."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(asked.stdout) if asked.returncode == 0 else int((ROOT / "CHANGELOG.md").stat().st_mtime)


def build(epoch: int) -> None:
    """Run PyInstaller, which would use ./build as scratch if it were let."""
    WORK.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "MMDESK_WORK": str(WORK),
        "PYINSTALLER_CONFIG_DIR": str(WORK / "cache"),
        "PYTHONHASHSEED": "0",
        "QT_QPA_PLATFORM": "offscreen",
        "SOURCE_DATE_EPOCH": str(epoch),
    }
    options = ["--noconfirm", "--log-level=WARN", f"--workpath={WORK / 'pyinstaller'}", f"--distpath={DIST}"]
    command = [sys.executable, "-m", "PyInstaller", str(BUILD / "mmdesk.spec"), *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    if sys.platform == "linux":
        slim.slim(FOLDER)
    if sys.platform == "win32":
        # The shell finds .com before .exe: "mmdesk predict" there starts the program that has a console.
        (FOLDER / "mmdesk-console.exe").replace(FOLDER / "mmdesk.com")
        if sign := os.environ.get("MMDESK_SIGN_COMMAND"):
            for program in ("mmdesk.exe", "mmdesk.com"):
                subprocess.run([*shlex.split(sign), FOLDER / program], check=True)


def write_sbom(file: Path, epoch: int) -> Path:
    contents = json.loads((WORK / "contents.json").read_text(encoding="utf-8"))
    document = sbom.document(FOLDER, contents, mmdesk.__version__, epoch)
    file.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return file


def hand_out(name: str, epoch: int) -> list[Path]:
    """The archives of this system."""
    if not sys.platform.startswith("linux"):
        return [archives.other_archive(FOLDER, DIST / f"{name}.zip")]
    made = [archives.linux_archive(FOLDER, DIST / f"{name}.tar.xz", epoch)]
    if shutil.which("dpkg-deb"):
        package = DIST / f"mmdesk_{mmdesk.__version__}_{libraries.debian_name()}.deb"
        made.append(archives.debian_package(FOLDER, package, mmdesk.__version__, epoch, WORK))
    return made


def print_sizes(made: Sequence[Path]) -> None:
    """Each thing made with its size, and the bound that it should keep."""
    total = sum(file.lstat().st_size for file in FOLDER.rglob("*") if not file.is_dir())
    print(f"{FOLDER}: {total / 1e6:.0f} MB (goal: {MAX_FOLDER})")
    for file in made:
        goal = f" (goal: {MAX_ARCHIVE})" if file.suffix in {".xz", ".zip", ".deb"} else ""
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB{goal}")


if __name__ == "__main__":
    sys.exit(main())
