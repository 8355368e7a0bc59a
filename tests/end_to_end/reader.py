"""Reads the window of another program as a screen reader does: by AT-SPI over D-Bus."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, COMPONENT, TEXT = (f"org.a11y.atspi.{name}" for name in ("Accessible", "Component", "Text"))
PROPERTIES = "org.freedesktop.DBus.Properties"
BUS = "org.freedesktop.DBus"
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SHOWING = 4, 8, 11, 12, 25
"""Bits of a state, as the specification of AT-SPI counts them."""
MAX_AT_ONCE = 32
"""Calls that are sent before the first answer is read."""


@dataclass(frozen=True)
class Node:
    """A part of a window, and the parts in it, at one moment."""

    path: str
    role: str
    name: str
    state: int
    children: tuple["Node", ...] = ()

    def is_(self, bit: int) -> bool:
        return bool(self.state >> bit & 1)

    def all(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.all()

    def find(self, role: str, name: str = "") -> list["Node"]:
        """The parts of this role whose name begins with `name`."""
        return [node for node in self.all() if node.role == role and node.name.startswith(name)]

    def texts(self) -> list[str]:
        """What its labels say."""
        return [node.name for node in self.find("label") if node.name]


class Reader:
    """One connection to the bus of accessibility."""

    def __init__(self, address: str, seconds: float) -> None:
        self._connection = open_dbus_connection(address)
        self._seconds = seconds

    def close(self) -> None:
        self._connection.close()

    def name_of_process(self, pid: int) -> str | None:
        """The name on the bus by which a process tells what is in its windows; None if it does not."""
        (names,) = self.ask([_call(BUS, "/org/freedesktop/DBus", BUS, "ListNames")])[0] or ([],)
        others = [name for name in names if name.startswith(":") and name != self._connection.unique_name]
        pids = self.ask([_call(BUS, "/org/freedesktop/DBus", BUS, "GetConnectionUnixProcessID", "s", name) for name in others])
        candidates = [name for name, answer in zip(others, pids, strict=True) if answer == (pid,)]
        roots = self.ask([_call(name, ROOT, ACCESSIBLE, "GetRoleName") for name in candidates])
        return next((name for name, answer in zip(candidates, roots, strict=True) if answer), None)

    def tree(self, name: str) -> Node:
        """All that a process shows; what is hidden is left out."""
        (root,) = self.states(name, [ROOT])
        return self._nodes(name, [(ROOT, root)])[0]

    def states(self, name: str, paths: Sequence[str]) -> list[int]:
        """The states of these parts; 0 for those that have gone."""
        return [_state(answer) for answer in self.ask([_call(name, path, ACCESSIBLE, "GetState") for path in paths])]

    def place(self, name: str, node: Node) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        (answer,) = self.ask([_call(name, node.path, COMPONENT, "GetExtents", "u", 0)])
        assert answer, f"{node} has gone"
        return answer[0]

    def description(self, name: str, node: Node) -> str:
        """What is told of it beside its name."""
        return _text(self.ask([_call(name, node.path, PROPERTIES, "Get", "ss", ACCESSIBLE, "Description")])[0])

    def words(self, name: str, node: Node) -> str:
        """The contents of a field."""
        (answer,) = self.ask([_call(name, node.path, TEXT, "GetText", "ii", 0, -1)])
        assert answer, f"{node} has gone"
        return answer[0]

    def ask(self, calls: Sequence[Message]) -> list[tuple | None]:
        """The answers to calls, in their order; None to those that failed, such as about a part that has gone."""
        answers: list[tuple | None] = []
        for start in range(0, len(calls), MAX_AT_ONCE):
            answers += self._ask(calls[start : start + MAX_AT_ONCE])
        return answers

    def _ask(self, calls: Sequence[Message]) -> Iterable[tuple | None]:
        waiting: dict[int, tuple | None] = {}
        for call in calls:
            serial = next(self._connection.outgoing_serial)
            self._connection.send(call, serial=serial)
            waiting[serial] = None
        missing = set(waiting)
        while missing:
            message = self._connection.receive(timeout=self._seconds)
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if serial in missing and message.header.message_type in {MessageType.method_return, MessageType.error}:
                missing.remove(serial)
                waiting[serial] = message.body if message.header.message_type is MessageType.method_return else None
        return waiting.values()

    def _nodes(self, name: str, parts: Sequence[tuple[str, int]]) -> list[Node]:
        """Parts of these paths and states with all that shows in them, level by level; of what is hidden only the state."""
        heads = [self._head(name, path) for path, _ in parts]
        answers = iter(self.ask([call for head in heads for call in head]))
        flat, below = [], []
        for path, state in parts:
            role, title, children = (next(answers) for _ in range(3))
            flat.append(Node(path, _text(role), _text(title), state))
            below.append([child for _, child in children[0]] if children else [])
        states = iter(self.states(name, [path for group in below for path in group]))
        known = [[(path, next(states)) for path in group] for group in below]
        shown = [[(path, state) for path, state in group if state >> SHOWING & 1] for group in known]
        inner = iter(self._nodes(name, [part for group in shown for part in group]) if any(shown) else [])
        return [replace(node, children=tuple(itertools.islice(inner, len(group)))) for node, group in zip(flat, shown, strict=True)]

    def _head(self, name: str, path: str) -> list[Message]:
        return [
            _call(name, path, ACCESSIBLE, "GetRoleName"),
            _call(name, path, PROPERTIES, "Get", "ss", ACCESSIBLE, "Name"),
            _call(name, path, ACCESSIBLE, "GetChildren"),
        ]


def _call(name: str, path: str, interface: str, method: str, signature: str | None = None, *values: object) -> Message:
    return new_method_call(DBusAddress(path, bus_name=name, interface=interface), method, signature, values)


def _text(answer: tuple | None) -> str:
    if answer is None:
        return ""
    return answer[0] if isinstance(answer[0], str) else answer[0][1]


def _state(answer: tuple | None) -> int:
    """Two words of 32 bits as one."""
    return answer[0][0] | answer[0][1] << 32 if answer else 0
