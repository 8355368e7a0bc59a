"""Progress at the program's icon in the desktop's dock or taskbar (launcher entries), where the desktop has it.

On Linux it is a signal on the person's bus, to which GNOME's docks, KDE, Cinnamon and Unity listen; nobody has to. Where there is
no bus, and on other systems, nothing is told: the window's title tells the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # which takes a while, and few trainings are under way when the window is shown
    from PySide6.QtDBus import QDBusConnection

INTERFACE = "com.canonical.Unity.LauncherEntry"
ENTRY = "application://mmdesk.desktop"
"""The program, by the name of its menu entry."""


class TaskbarProgress:
    """Tells the desktop how far the program is, each time that this is another hundredth."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = bus_address(environment)
        self._bus: QDBusConnection | None = None
        self._told: int | None = None

    def show(self, share: float | None) -> None:
        """Show this share, from 0 to 1; None is that nothing is going on."""
        percent = None if share is None else round(100 * share)
        if not self._address or percent == self._told:
            return
        self._told = percent
        self._send({"progress": (percent or 0) / 100, "progress-visible": percent is not None})

    def _send(self, properties: Mapping[str, float | bool]) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        if self._bus is None:
            self._bus = QDBusConnection.connectToBus(self._address, "mmdesk-taskbar")
        if self._bus.isConnected():
            signal = QDBusMessage.createSignal(f"/com/canonical/unity/launcherentry/{_number(ENTRY)}", INTERFACE, "Update")
            signal.setArguments([ENTRY, dict(properties)])
            self._bus.send(signal)


def bus_address(environment: Mapping[str, str]) -> str:
    """Where the person's bus is; empty where there is none. None is started for this."""
    if sys.platform != "linux":
        return ""
    if address := environment.get("DBUS_SESSION_BUS_ADDRESS", ""):
        return address
    place = Path(environment.get("XDG_RUNTIME_DIR", "") or "/nowhere", "bus")
    return f"unix:path={place}" if os.path.exists(place) else ""


def _number(text: str) -> int:
    """What libunity makes of the entry's name to tell programs apart (djb2)."""
    number = 5381
    for byte in text.encode():
        number = (number * 33 + byte) % (1 << 32)
    return number
