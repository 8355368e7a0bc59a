"""What is tried on a new system: each case is a person who types the commands of the README."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from end_to_end.screen import open_screen
from patience import until
from provision import distributions
from provision.space import gigabytes, size_of
from system import ROOT, ROOT_PERSON, Person, System

ARTEFACTS = ROOT / "artefacts" / "fresh"
APP = ("python3", "dev.py", "app")
VERSION = (*APP, "--version")
LONGEST = 2400.0
"""Seconds that a set-up may take; gigabytes come over the net."""
SETTLED = 12.0
"""Seconds after the window is there, in which the model answers for the first time on a machine that does little else."""
ASLEEP_OR_OVER = "SZ"
"""States in which nothing computes; what apt leaves behind stays over where nobody waits for it, as in a namespace of its own."""
LOOKS, MOMENT = 20, 0.1
"""A program is at rest if so many looks, so many seconds apart, find none of its threads at work."""
MOMENTS = 10

AT_A_TERMINAL = """
import os, pty, sys
def read(terminal):
    said = os.read(terminal, 4096)
    if b"password for anna" in said:
        os.write(terminal, b"open\\n")
    return said
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
"""
"""Runs a command at a terminal, and types the password when it is asked for."""

ANNA = Person("anna", "/home/anna")
JOERG = Person("joerg", "/home/Jörg Müller")


def root(system: System, name: str) -> None:
    """Root opens the window."""
    system.add(ROOT_PERSON)
    window(system, ROOT_PERSON, name)
    tell_size(system, ROOT_PERSON, "after app")


def tests(system: System, name: str) -> None:
    """Root types the two commands, in one go."""
    root(system, name)
    test(system, ROOT_PERSON, name)


def sudo(system: System, name: str) -> None:
    """A person who may use sudo without a password."""
    add_packages(system, "sudo")
    system.add(ANNA)
    system.path("/etc/sudoers.d/anna").write_text("anna ALL=(ALL) NOPASSWD: ALL\n")
    window(system, ANNA, name)


def sudo_tests(system: System, name: str) -> None:
    """Such a person types the two commands, in one go."""
    sudo(system, name)
    test(system, ANNA, name)


def password(system: System, _name: str) -> None:
    """A person at a terminal, whom sudo asks for the password."""
    add_packages(system, "sudo")
    system.add(ANNA)
    system.path("/etc/sudoers.d/anna").write_text("anna ALL=(ALL) ALL\n")
    system.administer("sh", "-c", "echo anna:open | chpasswd")
    done = system.run(ANNA, "python3", "-c", AT_A_TERMINAL, *VERSION)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "sudo asks for your password" in done.stdout
    assert re.search(r"^mmdesk \d", done.stdout, re.MULTILINE), done.stdout[-500:]


def plain(system: System, name: str) -> None:
    """A person without sudo: one line to type is told, somebody types it, and the same command goes on."""
    system.add(ANNA)
    for _ in range(2):  # without python3-venv nothing can be done meanwhile; with it, the rest is
        done = system.run(ANNA, *VERSION)
        lines = re.findall(r"Type: sudo (apt-get install .+)", done.stdout)
        assert done.returncode == 2, done.stdout[-2000:]
        assert lines, done.stdout[-2000:]
        assert "Traceback" not in done.stdout
        print(f"  told: {lines[-1]}", flush=True)
        packages = lines[-1].split()[2:]
        venv = [package for package in packages if package.endswith("-venv")]
        add_packages(system, *(venv or packages))
    assert "Meanwhile the rest is set up." in done.stdout
    window(system, ANNA, name)


def blanks(system: System, name: str) -> None:
    """A home with a blank and an umlaut, in a language whose letters are none of UTF-8."""
    system.add(JOERG)
    add_what_is_told(system)
    window(system, JOERG, name)
    done = system.run(JOERG, ".venv/bin/mmdesk", "--version", LANG="C", LC_ALL="C")
    assert done.stdout.startswith("mmdesk "), done.stdout


def readonly(system: System, name: str) -> None:
    """The source lies where nothing can be written: that is told; if all is there already, it starts."""
    system.add(ANNA)
    add_what_is_told(system)
    system.administer("chown", "-R", "root:root", ANNA.source)
    done = system.run(ANNA, *VERSION)
    assert done.returncode == 2, done.stdout
    last = done.stdout.strip().splitlines()[-1]
    assert "cannot be written" in last, last
    print(f"  told: {last}", flush=True)
    system.administer("chown", "-R", "anna:anna", ANNA.source)
    assert system.run(ANNA, *VERSION).returncode == 0
    system.administer("chown", "-R", "root:root", ANNA.source)
    window(system, ANNA, name)


def wayland(system: System, name: str) -> None:
    """A desktop with Wayland and without X."""
    system.add(ANNA)
    add_packages(system, "weston", "libportaudio2", "python3-venv")
    missing = re.findall(r"Type: sudo (apt-get install .+)", system.run(ANNA, *VERSION, WAYLAND_DISPLAY="none").stdout)
    print(f"  told: {missing}", flush=True)
    if missing:
        add_packages(system, *missing[-1].split()[2:])
    assert system.run(ANNA, *VERSION, WAYLAND_DISPLAY="none").returncode == 0
    new = "--renderer=pixman" in system.run(ANNA, "weston", "--help").stdout
    script = f"""
        export XDG_RUNTIME_DIR=/tmp/run WAYLAND_DISPLAY=screen; mkdir -m 700 /tmp/run; cd /tmp
        weston {"--backend=headless --renderer=pixman" if new else "--backend=headless-backend.so --use-pixman"} \\
            --width=1440 --height=960 --socket=screen --idle-time=0 --debug >/tmp/weston.log 2>&1 &
        until [ -S /tmp/run/screen ]; do sleep 0.2; done
        cd {ANNA.source}; python3 dev.py app >/tmp/app.log 2>&1 & app=$!
        sleep {3 * SETTLED}
        cd /tmp; weston-screenshooter; mv /tmp/*.png {ANNA.source}/wayland.png
        kill -0 $app || exit 3
        cat /tmp/app.log; tail -n 3 /tmp/weston.log
    """
    done = system.run(ANNA, "bash", "-c", script)
    assert done.returncode == 0, done.stdout[-2000:]
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    shutil.copy(system.path(f"{ANNA.source}/wayland.png"), ARTEFACTS / f"{name}.png")


def killed(system: System, _name: str) -> None:
    """The set-up is killed at ten moments, in turns as by Ctrl-C and as by a cut of the current, and started again."""
    system.add(ROOT_PERSON)
    add_what_is_told(system)
    assert system.run(ROOT_PERSON, *VERSION).returncode == 0
    folder = system.path(f"{ROOT_PERSON.source}/.venv")
    whole = size_of(folder)
    for number in range(1, MOMENTS + 1):
        shutil.rmtree(folder)
        size = whole * number / (MOMENTS + 1)
        said = stopped(system, folder, size, ctrl_c if number % 2 else cut)
        done = system.run(ROOT_PERSON, *VERSION)
        assert done.returncode == 0, f"killed at {gigabytes(size)}: {done.stdout[-2000:]}"
        check_whole(system, ROOT_PERSON)
        assert "is ready" not in said, "it was not stopped"
        last = [line for line in said.splitlines() if line.startswith("dev.py: ")][-1]
        print(f"  killed at {gigabytes(size)} of {gigabytes(whole)} ({last[:90]}): ends well", flush=True)


def add_packages(system: System, *packages: str) -> None:
    system.administer("apt-get", "-qq", "update")
    system.administer("apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages)


def add_what_is_told(system: System) -> None:
    """Type the line that dev.py tells a person who may not install packages."""
    nobody = Person("guest", "/home/guest")
    system.add(nobody)
    told = re.search(r"Type: sudo apt-get install (.+)", system.run(nobody, *VERSION).stdout)
    assert told
    add_packages(system, *told.group(1).split())


Process = subprocess.Popen[bytes]


def ctrl_c(process: Process) -> None:
    """As a terminal does it, tell dev.py and what it started, such as pip."""
    for child in children(process.pid):
        for one in (child, *children(child)):
            os.kill(one, signal.SIGINT)


def cut(process: Process) -> None:
    """End all of it at once, as when the current is cut."""
    process.kill()


def stopped(system: System, folder: Path, size: float, stop: Callable[[Process], None]) -> str:
    """Start the set-up, and stop it once .venv has this size; returns what it said."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(system.command(ROOT_PERSON, VERSION, {}), stdout=log, stderr=log)
        until(lambda: size_of(folder) >= size or process.poll() is not None, f"{folder} has {gigabytes(size)}", LONGEST)
        assert process.poll() is None, "it ended before it was stopped"
        stop(process)
        process.wait()
        log.seek(0)
        return log.read()


def children(process: int) -> list[int]:
    """The processes that a process started."""
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def at_rest(process: int) -> bool:
    """Whether it, and all that it started, waits for something; who computes, or would if it had a core, does not."""
    for _ in range(LOOKS):
        try:
            if any(state not in ASLEEP_OR_OVER for state in states(process)):
                return False
        except OSError:  # one ended just now
            return False
        time.sleep(MOMENT)
    return True


def states(process: int) -> Iterator[str]:
    """The states of the threads of a process and of all that it started, as in proc(5)."""
    for task in Path(f"/proc/{process}/task").iterdir():
        yield (task / "stat").read_text().rpartition(")")[2].split()[0]
    for child in children(process):
        yield from states(child)


def check_whole(system: System, person: Person) -> None:
    """See that every file of every package is there, and that they fit together."""
    site = next(system.path(f"{person.source}/.venv/lib").glob("python3*/site-packages"))
    assert distributions.remove_broken(site) == []
    for command in (("-m", "pip", "check"), ("-c", "import PySide6.QtWidgets, mmdesk.engine.torch_engine")):
        done = system.run(person, ".venv/bin/python", *command)
        assert done.returncode == 0, done.stdout[-2000:]


def window(system: System, person: Person, name: str) -> None:
    """Type `python3 dev.py app`, take a picture of the window, close it; the program then ends well."""
    with tempfile.TemporaryDirectory() as scratch, open_screen(Path(scratch)) as screen:
        log = Path(scratch) / "app.log"
        with started(system, person, {"DISPLAY": screen.environment["DISPLAY"]}, log) as process:
            shown = lambda: screen.xdotool("search", "--onlyvisible", "--name", "mmdesk").split()  # noqa: E731
            until(lambda: shown() or process.poll() is not None, "a window", LONGEST)
            assert process.poll() is None, f"it ended with {process.returncode}: {log.read_text()[-2000:]}"
            until(lambda: at_rest(process.pid), "the model is open", LONGEST)
            screen.xdotool("windowactivate", "--sync", shown()[0])
            screen.picture(ARTEFACTS / f"{name}.png")
            screen.key("alt+F4")
            assert process.wait(60) == 0, log.read_text()[-2000:]
        for line in re.findall(r"^dev\.py: (?:PyTorch|.* is ready).*", log.read_text(), re.MULTILINE):
            print(f"  {line}", flush=True)


def test(system: System, person: Person, name: str) -> None:
    """Type `python3 dev.py test`, and see all tests pass."""
    with open(ARTEFACTS / f"{name}.txt", "w+") as log:  # to be looked at meanwhile
        command = system.command(person, ("python3", "dev.py", "test", "-n", "2"), {})
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False).returncode
        log.seek(0)
        said = log.read()
    tell_size(system, person, f"after test, which ended with: {said.strip().splitlines()[-1]}")
    assert ended == 0, said[-3000:]


@contextlib.contextmanager
def started(system: System, person: Person, variables: Mapping[str, str], log: Path) -> Iterator[Process]:
    with open(log, "w") as out:
        process = subprocess.Popen(system.command(person, APP, variables), stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def tell_size(system: System, person: Person, when: str) -> None:
    size = size_of(system.path(f"{person.source}/.venv"))
    print(f"  {when}: .venv takes {gigabytes(size)}", flush=True)


CASES: dict[str, Callable[[System, str], None]] = {
    case.__name__: case for case in (root, sudo, password, plain, blanks, readonly, wayland, killed, tests, sudo_tests)
}
