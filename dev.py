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

Every command first sees to what it needs, and goes on where an earlier start ended. The machine decides which build of PyTorch
that is; --torch cpu or --torch cuda after COMMAND decides otherwise. Knows only the standard library.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "build"))

from provision import pythons

REFUSAL = pythons.refusal()
if REFUSAL:
    sys.exit(f"dev.py: {REFUSAL}")

import subprocess
from collections.abc import Callable, Sequence

from provision import graphics, system_packages, torch_build
from provision.environment import Environment, say
from provision.errors import SetupError
from provision.torch_build import Build
from provision.virtual_environment import missing_package

from mmdesk import bootstrap

SOUND_LIBRARIES = {"libportaudio.so.2": "libportaudio2"}
DEVELOPMENT, CHECKS = ("dev",), ("dev", "lint")
"""The dependency groups of pyproject.toml for all but the program itself, and for the checks of the source."""

Command = Callable[[Sequence[str], Build | None], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    commands: dict[str, Command] = {
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
        return command(*torch_asked(arguments[1:]))
    except SetupError as error:
        say(str(error))
        return 2
    except OSError as error:
        say(f"{error.filename or 'The set-up'}: {error.strerror or error}. Mend that, then start dev.py again: it goes on.")
        return 2
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return 130


def torch_asked(arguments: Sequence[str]) -> tuple[list[str], Build | None]:
    """Take --torch BUILD out of the arguments of a command; it stands before all others."""
    if not arguments or arguments[0].partition("=")[0] != "--torch":
        return list(arguments), None
    _, equals, build = arguments[0].partition("=")
    rest = list(arguments[1:])
    if not equals:
        build = rest.pop(0) if rest else ""
    for known in torch_build.BUILDS:
        if build == known:
            return rest, known
    raise SetupError(f"--torch knows {' and '.join(torch_build.BUILDS)}, not {build or 'nothing'}.")


def setup(_arguments: Sequence[str], asked: Build | None) -> int:
    """Everything for working on mmdesk."""
    environment = ready(CHECKS, asked, missing_for_window, missing_for_screen)
    print(f"Ready: {environment.virtual.python}")
    return 0


def app(arguments: Sequence[str], asked: Build | None) -> int:
    """The program itself, from this source."""
    if sys.platform.startswith("linux") and not bootstrap.has_display() and not arguments:
        print("dev.py: there is no display to open a window on. Start it on a desktop, or give a command.", file=sys.stderr)
        return 2
    environment = ready((), asked, missing_for_window)
    command = [environment.virtual.python, "-m", "mmdesk", *arguments]
    return subprocess.run(command, check=False).returncode  # in the folder of the person, who names files from there


def test(arguments: Sequence[str], asked: Build | None) -> int:
    """The tests, with a screen of their own where they need one."""
    environment = ready(DEVELOPMENT, asked, missing_for_window, missing_for_screen)
    return run(environment.virtual.python, "-m", "pytest", *arguments)


def lint(_arguments: Sequence[str], asked: Build | None) -> int:
    """All checks of the source; each runs even if one before it failed."""
    virtual = ready(CHECKS, asked).virtual
    checks = (
        (virtual.python, "-m", "ruff", "check", "."),
        (virtual.python, "-m", "ruff", "format", "--check", "."),
        (virtual.python, "-m", "mypy"),
        (virtual.bin / "lint-imports",),
    )
    return max([run(*check) for check in checks])


def bench(arguments: Sequence[str], asked: Build | None) -> int:
    environment = ready(DEVELOPMENT, asked, missing_for_window, missing_for_screen)
    return run(environment.virtual.python, "build/bench.py", *arguments)


def translate(_arguments: Sequence[str], asked: Build | None) -> int:
    """Put new texts into every catalogue, take those away that nobody says any more, and compile them."""
    virtual = ready(DEVELOPMENT, asked).virtual
    catalogues = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    sources = sorted((ROOT / "mmdesk").rglob("*.py"))
    updated = run(virtual.bin / "pyside6-lupdate", *sources, "-locations", "none", "-no-obsolete", "-ts", *catalogues)
    return updated or run(virtual.bin / "pyside6-lrelease", "-silent", *catalogues)


def package(arguments: Sequence[str], asked: Build | None) -> int:
    """The standalone program, for the processor alone unless asked otherwise: CUDA would make it some gigabytes larger."""
    wanted: Build = asked or "cpu"
    environment = ready(DEVELOPMENT, wanted, missing_for_window, missing_for_packages, folder=folder_for(wanted))
    there = environment.torch()
    if there is None or there.build != wanted:
        raise SetupError(
            f"{torch_build.name(wanted).capitalize()} of PyTorch, which goes into the standalone program, could not be had."
            " Start again where its index is reached, or give --torch cuda for a program with CUDA."
        )
    return run(environment.virtual.python, "build/package.py", *arguments)


def smoke(arguments: Sequence[str], asked: Build | None) -> int:
    environment = ready(DEVELOPMENT, asked, missing_for_window, missing_for_screen, missing_for_packages)
    return run(environment.virtual.python, "build/smoke.py", *arguments)


def graph(arguments: Sequence[str], asked: Build | None) -> int:
    return run(ready(DEVELOPMENT, asked).virtual.python, "build/graph.py", *arguments)


def ready(groups: Sequence[str], asked: Build | None, *missing: Callable[[], list[str]], folder: str = ".venv") -> Environment:
    """See to the packages of the system and to the environment, which this returns.

    Where system packages may not be installed, the line to type is told, and the rest goes on meanwhile.
    """
    environment = Environment(ROOT, folder)
    has_python = environment.is_whole(groups, asked) or environment.virtual.works()
    needs = [*missing] if has_python else [*missing, missing_for_environment]
    told = None
    if packages := [package for look in needs for package in look()]:
        try:
            system_packages.install(packages)
        except SetupError as error:
            told = error
            if not has_python and missing_package():
                raise
            say(f"{told}\nMeanwhile the rest is set up.")
    environment.prepare(groups, asked)
    if told and any(look() for look in missing):
        raise told
    return environment


def folder_for(build: Build) -> str:
    """The environment to package from: .venv if it has this build, or will have it; else one of its own beside it."""
    there = Environment(ROOT).torch()
    has = there.build if there else torch_build.choose(None, driver=graphics.nvidia_driver()).build
    return ".venv" if has == build else f".venv-{build}"


def run(*command: str | Path) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def missing_for_environment() -> list[str]:
    """The Debian package without which .venv cannot be made."""
    package = missing_package()
    return [package] if package else []


def missing_for_window() -> list[str]:
    """Debian packages of which the window's and the sound's libraries are not there."""
    return list(bootstrap.missing({**bootstrap.needed_libraries(), **SOUND_LIBRARIES})) if sys.platform.startswith("linux") else []


def missing_for_screen() -> list[str]:
    """Debian packages that the tests need for a screen and a microphone of their own."""
    return system_packages.for_screen() if sys.platform.startswith("linux") else []


def missing_for_packages() -> list[str]:
    """Debian packages that making and trying the standalone program needs; Debian keeps Python's own library in one too."""
    if not sys.platform.startswith("linux"):
        return []
    python = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    library = bootstrap.missing({f"{python}.so.1.0": python}) if sys.base_prefix == "/usr" else ()
    return [*system_packages.missing_programs(system_packages.PACKAGE_PROGRAMS), *library]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
