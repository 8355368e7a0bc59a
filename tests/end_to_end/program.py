"""A program of its own process with a window, watched from outside."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from end_to_end.reader import ENABLED, FOCUSABLE, FOCUSED, Node
from end_to_end.screen import Point, Screen
from mortal import mortal
from patience import SECONDS, until

FOLDERS = {
    "HOME": "home",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_STATE_HOME": "state",
}


AnyProgram = TypeVar("AnyProgram", bound="Program")


class Program:
    """A running program."""

    def __init__(self, screen: Screen, process: subprocess.Popen, folder: Path) -> None:
        self.screen = screen
        self.process = process
        self.folder = folder
        self._bus_name = ""

    @property
    def pid(self) -> int:
        """The process; raises an AssertionError if it has ended."""
        assert self.process.poll() is None, f"The program ended with exit code {self.process.returncode}: {self.complaints}"
        return self.process.pid

    @property
    def printed(self) -> str:
        return (self.folder / "stdout").read_text()

    @property
    def complaints(self) -> str:
        return (self.folder / "stderr").read_text()

    @property
    def window(self) -> str:
        """X's number of its window; "" while it shows none."""
        found = self.screen.xdotool("search", "--onlyvisible", "--pid", self.pid, "--name", ".").split()
        return found[0] if found else ""

    def shows(self, condition: Callable[[Node], object], what: str, seconds: float = SECONDS) -> Node:
        """Wait until `condition` is true of what the program shows, and return that."""
        seen: list[Node] = []

        def met() -> bool:
            seen[:] = [self.tree()]
            return bool(condition(seen[0]))

        try:
            until(met, what, seconds)
        except AssertionError as error:
            error.add_note(f"The window says: {seen[0].texts() if seen else 'nothing'}\n{self.complaints}")
            raise
        return seen[0]

    def tree(self) -> Node:
        reader = self.screen.reader
        self._bus_name = self._bus_name or until(lambda: reader.name_of_process(self.pid), "the program can be read")
        return reader.tree(self._bus_name)

    def middle(self, node: Node) -> Point:
        """The point in the middle of a part of the window."""
        left, top, width, height = self.screen.reader.place(self._bus_name, node)
        return left + width // 2, top + height // 2

    def one(self, role: str, name: str = "") -> Node:
        """Wait for a part of this role whose name begins so, and return it."""
        return self.shows(lambda tree: tree.find(role, name), f"the {role} {name}").find(role, name)[0]

    def press(self, name: str) -> None:
        """Click the button of this name, as soon as it can be pressed."""

        def ready(tree: Node) -> list[Node]:
            buttons = tree.find("push button", name) + tree.find("button menu", name)
            return [button for button in buttons if button.name == name and button.is_(ENABLED)]

        self.screen.click(self.middle(ready(self.shows(ready, f"the button {name}"))[0]))

    def words(self, node: Node) -> str:
        return self.screen.reader.words(self._bus_name, node)

    def description(self, node: Node) -> str:
        return self.screen.reader.description(self._bus_name, node)

    def focused(self, nodes: Sequence[Node]) -> Node | None:
        """Which of these has the keyboard."""
        states = self.screen.reader.states(self._bus_name, [node.path for node in nodes])
        return next((node for node, state in zip(nodes, states, strict=True) if state >> FOCUSED & 1), None)

    def computed(self) -> float:
        """Seconds for which it has had a processor, which are nearly the same however busy the machine is."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def press_close(self) -> None:
        """Have the window manager ask the window to close."""
        self.screen.xdotool("windowactivate", "--sync", until(lambda: self.window, "a window"), "key", "alt+F4")

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def exit_code(self, seconds: float = SECONDS) -> int:
        """Wait for the end, which nothing of the program may outlive."""
        code = self.process.wait(timeout=seconds)
        until(lambda: not _alive(self.process.pid), "all processes of the program end with it", seconds)
        return code


class Desk(Program):
    """mmdesk, in the words of the tests."""

    def card(self, name: str, tree: Node | None = None) -> Node:
        """The card with this name in `tree`; without one, wait for it."""
        return tree.find("panel", name)[0] if tree else self.one("panel", name)

    def answers(self, count: int, label: str = "") -> Node:
        """Wait until `count` parts were counted, and the answer is `label` if one is given."""
        apart = ("the parts disagree", "the parts contradict each other")
        ends = {1: ("sure",), 2: ("both agree", *apart), 3: ("all three agree", *apart)}[count]

        def met(tree: Node) -> bool:
            texts = [text for card in tree.find("panel", "Answer") for text in card.texts()]
            rows = [text for card in tree.find("panel", "What counted") for text in card.texts()]
            named = any(text.startswith("Class: ") and text.endswith(label) for text in texts)
            return named and any(text.endswith(ends) for text in texts) and rows.count("not there") == 3 - count

        return self.shows(met, f"the answer {label}, of {count} parts")

    def is_ready(self) -> Node:
        """Wait until a model is open."""
        return self.shows(lambda tree: tree.find("push button", "Computes on"), "the starter model is open")

    def controls(self) -> list[Node]:
        """Everything that can be operated now."""
        roles = {"push button", "button menu", "check box", "text"}
        # What is drawn by the program itself, such as the waveform, has no role of its own.
        own = {"filler", "panel"}
        return [
            node
            for node in self.tree().all()
            if node.is_(ENABLED) and (node.role in roles or (node.role in own and node.is_(FOCUSABLE)))
        ]


@contextmanager
def started(
    kind: type[AnyProgram], screen: Screen, folder: Path, command: Sequence[str | Path], place: Path
) -> Iterator[AnyProgram]:
    """Run a program in `place`, with folders of its own in `folder`; whatever is left of it is killed at the end."""
    environment = dict(screen.environment)
    for name, own in FOLDERS.items():
        (folder / own).mkdir(mode=0o700, exist_ok=True)
        environment[name] = str(folder / own)
    with open(folder / "stdout", "w") as stdout, open(folder / "stderr", "w") as stderr:
        settings = {"cwd": place, "env": environment, "start_new_session": True}
        process = subprocess.Popen(mortal(command), stdout=stdout, stderr=stderr, **settings)
    try:
        yield kind(screen, process, folder)
    finally:
        if _alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
