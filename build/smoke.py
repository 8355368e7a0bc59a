"""Try the standalone program as a person without Python has it: no PATH, an empty home, no network, a screen of its own.

Everything that the program can do is done once, in an own network namespace where there may be one, and under strace, which
tells of every connection that was tried. Pictures of the window are left in artefacts/smoke.
"""

import argparse
import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from end_to_end.program import FOLDERS, Desk, started  # noqa: E402
from end_to_end.screen import Screen, open_screen  # noqa: E402
from virtual_sound import SoundSystem  # noqa: E402

SAMPLES = ROOT / "resources" / "samples"
ARTEFACTS = ROOT / "artefacts" / "smoke"
INTERNET = re.compile(r"AF_INET|AF_NETLINK.*NETLINK_ROUTE")
SCREEN_VARIABLES = ("DISPLAY", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS", "QT_LOGGING_RULES", "QT_QPA_PLATFORM", "LANG")
SHORT = ("--epochs", "3", "--batch-size", "16", "--image-size", "32", "--audio-seconds", "0.2", "--device", "cpu", "--seed", "1")
CLOSED = 20.0
"""Seconds that the end may take."""


@dataclass(frozen=True)
class Desktop:
    """Where the program is tried."""

    screen: Screen
    sound: SoundSystem


class Bundle:
    """The program that is tried.

    Attributes:
        trace: where strace writes the network's system calls
    """

    def __init__(self, program: Path, scratch: Path, variables: dict[str, str]) -> None:
        self.program = program
        self.home = scratch / "home"
        self.trace = scratch / "trace"
        self._variables = variables

    def variables(self) -> dict[str, str]:
        """An environment that holds nothing but a home and a screen; Windows cannot do without some of its own."""
        own = {name: str(self.home / folder) for name, folder in FOLDERS.items()}
        for folder in own.values():
            Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":
            own |= dict.fromkeys(("APPDATA", "LOCALAPPDATA", "TEMP", "USERPROFILE"), own["HOME"])
            own["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        return {**own, **self._variables, "PATH": ""}

    def watched(self, *arguments: str | Path) -> list[str | Path]:
        """Start it with these arguments, without a network and under strace, where these are there."""
        return [*alone(), *traced(self.trace), self.program, *arguments]

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """The same, for those who would start it in an environment of their own."""
        return ["env", "-i", *(f"{name}={value}" for name, value in self.variables().items()), *self.watched(*arguments)]

    def run(self, *arguments: str | Path, seconds: float = 300) -> str:
        """What one command prints; its exit code has to be 0."""
        done = subprocess.run(
            self.watched(*arguments),
            env=self.variables(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=seconds,
        )
        if done.returncode != 0:
            raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def connections(self) -> list[str]:
        """Every attempt to reach a network, in all sessions until now."""
        lines = self.trace.read_text(errors="replace").splitlines() if self.trace.exists() else []
        return [line for line in lines if INTERNET.search(line)]


@functools.cache
def alone() -> Sequence[str]:
    """What starts a program without a network: for root, or where the system lets everybody make a namespace."""
    if not (program := shutil.which("unshare")):
        return ()
    command = (program, "--net", "--")
    return command if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0 else ()


def traced(trace: Path) -> list[str]:
    """What starts a program under strace, which follows all its processes and threads, and lets it keep its own number."""
    if not (program := shutil.which("strace")):
        return []
    return [program, "-D", "-f", "--seccomp-bpf", "-qq", "-A", "-e", "trace=socket,connect", "-e", "signal=none", "-o", str(trace)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do everything once; the exit code is 1 if something is not as it has to be."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="dev.py smoke", description=__doc__, formatter_class=raw)
    parser.add_argument("program", type=Path, nargs="?", default=default_program(), help="the program (default: %(default)s)")
    parser.add_argument("--commands-only", action="store_true", help="leave out the window and the microphone")
    parser.add_argument("--deb", type=Path, help="try this Debian package instead, in a new Debian (root only)")
    args = parser.parse_args(arguments)
    window = sys.platform.startswith("linux") and not args.commands_only
    if not (wanted := args.deb or args.program).exists():
        print(f"smoke: there is no {wanted}. Make it first: python3 dev.py package", file=sys.stderr)
        return 2
    scratch = Path(tempfile.mkdtemp(prefix="mmdesk-smoke-"))
    try:
        if args.deb:
            from smoke_deb import try_package

            try_package(args.deb, scratch, scratch / "debian")
            return 0
        with desktop(scratch) if window else contextlib.nullcontext() as place:
            everything(args.program.resolve(), scratch, place)
    except AssertionError as error:
        print(f"smoke: {error}", *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def default_program() -> Path:
    names = {"win32": "mmdesk/mmdesk.com", "darwin": "mmdesk.app/Contents/MacOS/mmdesk"}
    return ROOT / "dist" / names.get(sys.platform, "mmdesk/mmdesk")


@contextlib.contextmanager
def desktop(scratch: Path) -> Iterator[Desktop]:
    """A screen, and a sound system whose microphone hears what is played."""
    sound = SoundSystem(scratch)
    try:
        with open_screen(scratch) as screen:
            yield Desktop(screen, sound)
    finally:
        sound.close()


def everything(program: Path, scratch: Path, place: Desktop | None) -> None:
    """All trials in their order, each told with its seconds."""
    variables = {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if place:
        variables |= {name: place.screen.environment[name] for name in SCREEN_VARIABLES} | place.sound.environment
    bundle = Bundle(program, scratch, variables)
    before = listing(program.parent)
    trials: list[tuple[str, Callable[[], None]]] = [
        ("the commands tell of themselves", lambda: tells_of_itself(bundle)),
        ("a sample is predicted rightly", lambda: predicts(bundle)),
        ("a photograph of an everyday thing is predicted rightly", lambda: predicts_everyday(bundle)),
        ("a sound of FFmpeg's is predicted rightly", lambda: predicts_film(bundle, scratch)),
        ("a model is trained, evaluated and used", lambda: trains(bundle, scratch)),
    ]
    if place:
        bundle.home.joinpath("home").mkdir(parents=True)
        (bundle.home / "home" / ".asoundrc").write_text("pcm.!default pulse\nctl.!default pulse\n")
        trials += [
            ("it listens to the microphone", lambda: listens(bundle, place.sound)),
            ("the window answers, records and ends", lambda: shows_window(bundle, place, scratch)),
            ("a model file opens", lambda: opens_model(bundle, place.screen, scratch)),
        ]
    trials += [
        ("portable mode keeps everything beside it", lambda: is_portable(bundle)),
        ("its own folder is as before", lambda: same(before, listing(program.parent))),
        ("no connection was tried", lambda: same([], bundle.connections())),
    ]
    for name, trial in trials:
        start = time.monotonic()
        trial()
        print(f"smoke: {name}: {time.monotonic() - start:.1f} s", flush=True)


def tells_of_itself(bundle: Bundle) -> None:
    from mmdesk import __version__

    same(f"mmdesk {__version__}", bundle.run("--version").strip())
    findings = json.loads(bundle.run("doctor", "--json"))
    same([], [name for name, version in findings["packages"].items() if version is None])
    same("cpu", findings["device"]["chosen"])
    assert findings["sound"]["portaudio"], findings["sound"]


def predicts(bundle: Bundle) -> None:
    told = bundle.run(
        "predict", "--json", "--image", SAMPLES / "anna-7.png", "--text", "seven people wait", "--audio", SAMPLES / "anna-7.wav"
    )
    answer = json.loads(told)
    same("7", answer["label"])
    same(["image", "text", "audio"], list(answer["modalities"]))


def predicts_everyday(bundle: Bundle) -> None:
    """The second ready model finds the weights that it refers to."""
    for name, label in (("everyday", "banana"), ("everyday-zh", "香蕉")):
        told = bundle.run("predict", "--json", "--model", name, "--image", SAMPLES / "everyday" / "banana.png")
        same(label, json.loads(told)["label"])


def predicts_film(bundle: Bundle, scratch: Path) -> None:
    """Sound that only FFmpeg reads: whatever was left out of it, its decoders work."""
    import av

    file = scratch / "spoken.m4a"
    with av.open(str(SAMPLES / "anna-7.wav")) as source, av.open(str(file), "w") as out:
        stream = out.add_stream("aac", rate=source.streams.audio[0].rate)
        for frame in source.decode(audio=0):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    same("7", json.loads(bundle.run("predict", "--json", "--audio", file))["label"])


def trains(bundle: Bundle, scratch: Path) -> None:
    """A short training on pictures, words and sounds that are made here, and what comes of it."""
    import tiny

    data = tiny.write_dataset(scratch / "data", {"train": 60, "val": 20, "test": 20})
    model = scratch / "mine.safetensors"
    lines = [json.loads(line) for line in bundle.run("train", data, "--out", model, "--json", *SHORT).splitlines()]
    same([*range(1, lines[-2]["epochs"] + 1)], [line["epoch"] for line in lines[:-1]])
    found = json.loads(bundle.run("evaluate", model, data, "--split", "test", "--json"))
    same(20, found["samples"])
    assert found["accuracy"] > 1 / 3, f"no better than a guess: {found['accuracy']}"
    assert set(found["subsets"]) > {"image", "image+text+audio"}, found["subsets"]


def listens(bundle: Bundle, sound: SoundSystem) -> None:
    command = bundle.watched("listen", "--seconds", "15", "--json")
    with subprocess.Popen(command, env=bundle.variables(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stdout
        line = process.stderr.readline()  # it listens by now
        time.sleep(1.5)
        sound.play(SAMPLES / "anna-7.wav")
        printed = process.stdout.read()
        complaints = line + process.stderr.read()
        same(0, process.wait(60), complaints)
    events = [json.loads(line) for line in printed.splitlines()]
    same(["7"], [event["event"]["label"] for event in events if "event" in event], complaints)


def shows_window(bundle: Bundle, place: Desktop, scratch: Path) -> None:
    """The window, the answer to a sample, a recording, the about box, a clean end."""
    screen = place.screen
    command = bundle.command(SAMPLES / "anna-7.png", SAMPLES / "anna-7.txt")
    with started(Desk, screen, made(scratch / "window"), command, scratch) as desk:
        desk.answers(2, "7")
        desk.press("Record a sound")
        time.sleep(1)
        place.sound.play(SAMPLES / "anna-7.wav")
        desk.press("Stop: Record a sound")
        desk.answers(3, "7")
        screen.picture(ARTEFACTS / "answer.png")
        screen.key("alt+h")
        screen.key("a")
        desk.shows(lambda tree: any(node.name == "av" for node in tree.all()), "the list of parts")
        screen.picture(ARTEFACTS / "about.png")
        screen.key("Escape")
        ends(desk)


def opens_model(bundle: Bundle, screen: Screen, scratch: Path) -> None:
    """As a double click starts it."""
    command = bundle.command(scratch / "mine.safetensors")
    with started(Desk, screen, made(scratch / "model"), command, scratch) as desk:
        desk.shows(lambda tree: tree.find("button menu", "Model: mine"), "the model that was trained")
        ends(desk)


def is_portable(bundle: Bundle) -> None:
    beside = bundle.program.parents[3 if sys.platform == "darwin" else 0] / "mmdesk-data"
    beside.mkdir()
    try:
        folders = json.loads(bundle.run("doctor", "--json"))["folders"]
        same([str(beside / name) for name in ("settings", "data", "cache", "log")], list(folders.values()))
    finally:
        shutil.rmtree(beside)


def ends(desk: Desk) -> None:
    desk.press_close()
    same(0, desk.exit_code(CLOSED))
    same("", desk.complaints)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def same(wanted: object, found: object, more: str = "") -> None:
    if wanted != found:
        raise AssertionError(f"This should be {wanted!r} and is {found!r}. {more}")


def listing(folder: Path) -> list[tuple[str, int, int]]:
    """Every file with its size and time of change."""
    found = [(file, file.lstat()) for file in sorted(folder.rglob("*"))]
    return [(str(file), status.st_size, status.st_mtime_ns) for file, status in found if not file.is_dir()]


if __name__ == "__main__":
    sys.exit(main())
