"""The program in the menu of a person's desktop."""

import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest

from mmdesk.cli import desktop_entry
from mmdesk.core.errors import OptionError
from mmdesk.core.paths import resources

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menus of Linux")

PLACES = ("applications/mmdesk.desktop", "mime/packages/mmdesk.xml", "icons/hicolor/scalable/apps/mmdesk.svg")


@pytest.fixture
def home(monkeypatch, tmp_path):
    """The person's XDG_DATA_HOME."""
    home = tmp_path / "data of Jörg"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """A system that has none of the programs that make the databases of desktops anew; gives a function that makes them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(script):
        for program, _ in desktop_entry.DATABASES.values():
            (folder / program).write_text(f"#!/bin/sh\n{script}\n")
            (folder / program).chmod(0o700)

    return make


def entry_of(home):
    lines = (home / PLACES[0]).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_entry_icon_and_file_type_are_put_there_and_taken_away(mmdesk, home):
    (home / "applications").mkdir(parents=True)
    (home / "applications" / "other.desktop").write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    files = [str(home / place) for place in PLACES]
    for _ in range(2):
        outcome = mmdesk("doctor", "--install-desktop", "--json")
        assert (outcome.code, json.loads(outcome.out)["files"]) == (0, files)
    for place, source in ((PLACES[1], "desktop/mmdesk.xml"), (PLACES[2], "icons/mmdesk.svg")):
        assert (home / place).read_bytes() == (resources() / source).read_bytes()
    assert mmdesk("doctor", "--remove-desktop").out.splitlines() == files
    assert not any((home / place).exists() for place in PLACES)
    assert (home / "applications" / "other.desktop").exists()
    assert (mmdesk("doctor", "--remove-desktop").out, mmdesk("doctor", "--remove-desktop").code) == ("none\n", 0)


def test_the_entry_starts_this_very_program_from_anywhere(mmdesk, home, tmp_path):
    mmdesk("doctor", "--install-desktop")
    entry = entry_of(home)
    assert entry["TryExec"] == sys.executable
    *command, files = shlex.split(entry["Exec"])
    assert files == "%F"
    (tmp_path / "mmdesk.py").write_text("raise SystemExit('another mmdesk')")
    started = subprocess.run([*command, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (started.returncode, started.stdout.split()[0]) == (0, "mmdesk"), started.stderr


TEMPLATE = (resources() / "desktop" / "mmdesk.desktop").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("gio"), reason="gio, of libglib2.0-bin, is not there")
@pytest.mark.parametrize("name", ["python", 'a b"c', "a=b", "$HOME `x`", "back\\slash", "日本"])
def test_any_path_of_the_program_is_started(name, tmp_path):
    program, entry = tmp_path / name, tmp_path / "a.desktop"
    program.write_text('#!/bin/sh\necho "$0:$1:$2" > "${0%/*}/started"\n')
    program.chmod(0o700)
    entry.write_text(desktop_entry.with_program(TEMPLATE, (str(program), "50%")), encoding="utf-8")
    os.mkfifo(tmp_path / "started")
    subprocess.run(["gio", "launch", entry, "a b.safetensors"], cwd=tmp_path, check=True)
    assert (tmp_path / "started").read_text() == f"{program}:50%:{tmp_path / 'a b.safetensors'}\n"


def test_what_menus_cannot_start_is_one_sentence():
    with pytest.raises(OptionError, match="Menus cannot start /a%b/python"):
        desktop_entry.with_program(TEMPLATE, ("/a%b/python",))


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not there")
def test_the_entry_is_valid(mmdesk, home):
    mmdesk("doctor", "--install-desktop")
    told = subprocess.run(["desktop-file-validate", home / PLACES[0]], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="shared-mime-info is not there")
def test_desktops_know_model_files_afterwards_and_no_more_in_the_end(mmdesk, home):
    globs = home / "mime" / "globs2"
    mmdesk("doctor", "--install-desktop")
    assert "application/x-safetensors:*.safetensors" in globs.read_text()
    mmdesk("doctor", "--remove-desktop")
    assert not globs.exists() or "safetensors" not in globs.read_text()


def test_what_the_system_lacks_for_it_is_told_with_the_line_to_type(mmdesk, home, programs):
    outcome = mmdesk("doctor", "--install-desktop")
    assert outcome.code == 0
    assert all((home / place).exists() for place in PLACES)
    assert [line.split(": ")[1] for line in outcome.err.splitlines()] == [
        "sudo apt-get install desktop-file-utils. Then do this again.",
        "sudo apt-get install shared-mime-info. Then do this again.",
    ]


def test_what_failed_is_told_with_the_reason(mmdesk, home, programs):
    programs("echo 'no room' >&2; exit 1")
    outcome = mmdesk("doctor", "--install-desktop")
    assert outcome.code == 0
    assert outcome.err.splitlines()[1] == "update-mime-database failed, and files may not open by double click: no room"


def test_programs_of_the_system_have_its_own_libraries(monkeypatch, home, programs):
    programs('echo "$LD_LIBRARY_PATH" > "$1"')
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/mmdesk/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/of/the/person")
    desktop_entry._refreshed(home.parent)
    assert (home.parent / "mime").read_text() == "/of/the/person\n"


def test_a_cache_of_icons_is_out_of_date_afterwards(mmdesk, home):
    cache = home / "icons" / "hicolor" / "icon-theme.cache"
    cache.parent.mkdir(parents=True)
    cache.touch()
    os.utime(cache.parent, (0, 0))
    mmdesk("doctor", "--install-desktop")
    assert cache.parent.stat().st_mtime >= cache.stat().st_mtime


def test_a_place_that_cannot_be_written_is_one_sentence(mmdesk, home):
    home.write_text("no folder")
    outcome = mmdesk("doctor", "--install-desktop")
    assert outcome.code == 2
    assert outcome.err.startswith(f"mmdesk: {home}")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("change", [desktop_entry.install, desktop_entry.remove])
def test_other_systems_are_told_what_to_do_by_hand(monkeypatch, change):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(OptionError, match="On Windows pin"):
        change()
