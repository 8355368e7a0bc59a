"""Progress at the program's icon, on a real bus of the test's own."""

import os
import shutil
import sys
from functools import partial

import pytest
from end_to_end.screen import announced, bus
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection
from patience import SECONDS

from mmdesk.app.system.taskbar import ENTRY, INTERFACE, TaskbarProgress, bus_address

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="on other systems the title alone tells it")


@pytest.fixture
def address(tmp_path):
    if not shutil.which("dbus-daemon"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("dbus-daemon must be installed: python3 dev.py setup")
    with open(tmp_path / "log", "w") as log, announced(partial(bus, tmp_path), dict(os.environ), log) as found:
        yield found


@pytest.fixture
def heard(address):
    """Gives the arguments of the next signal of a launcher entry."""
    connection = open_dbus_connection(address)
    rule = MatchRule(type="signal", interface=INTERFACE, member="Update")
    connection.send_and_get_reply(message_bus.AddMatch(rule.serialise()))
    with connection.filter(rule) as signals:
        yield lambda: connection.recv_until_filtered(signals, timeout=SECONDS).body
    connection.close()


def test_each_hundredth_is_told_once_and_the_end(qapp, address, heard):
    taskbar = TaskbarProgress({"DBUS_SESSION_BUS_ADDRESS": address})
    taskbar.show(None)
    for share in (0.0, 0.004, 0.251, 0.252, 1.0, None, None):
        taskbar.show(share)
    shown = [({"progress": ("d", share / 100), "progress-visible": ("b", True)}) for share in (0, 25, 100)]
    assert [heard() for _ in range(4)] == [
        *((ENTRY, properties) for properties in shown),
        (ENTRY, {"progress": ("d", 0.0), "progress-visible": ("b", False)}),
    ]


def test_where_there_is_no_bus_nothing_is_told(qapp, tmp_path):
    assert bus_address({}) == ""
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == ""
    for environment in ({}, {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'gone'}"}):
        taskbar = TaskbarProgress(environment)
        taskbar.show(0.5)
        taskbar.show(None)


def test_the_bus_of_the_person_is_found_where_systems_put_it(tmp_path):
    (tmp_path / "bus").touch()
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path / 'bus'}"


def test_a_bus_that_ends_is_no_fault(qapp, tmp_path):
    with open(tmp_path / "log", "w") as log, announced(partial(bus, tmp_path), dict(os.environ), log) as address:
        taskbar = TaskbarProgress({"DBUS_SESSION_BUS_ADDRESS": address})
        taskbar.show(0.1)
    taskbar.show(0.2)
