"""The program as a whole, where PyTorch and a real window are not needed."""

import os
import signal
import subprocess
import sys

import pytest
from patience import SECONDS

import mmdesk
from mmdesk import main
from mmdesk.cli import COMMANDS

LINUX = sys.platform.startswith("linux")


def run(*arguments, **settings):
    command = [sys.executable, "-m", "mmdesk", *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **settings)


def no_engine(device="auto"):
    raise ZeroDivisionError("a fault of ours")


def test_version(capsys):
    with pytest.raises(SystemExit, match="0"):
        main.main(["--version"])
    assert capsys.readouterr().out == f"mmdesk {mmdesk.__version__}\n"


def test_an_unknown_option_leads_to_the_help_of_its_command(capsys):
    assert main.main(["predict", "--txt", "seven"]) == 2
    assert "--txt seven. Type mmdesk predict --help" in capsys.readouterr().err


def test_help_tells_every_command(capsys):
    with pytest.raises(SystemExit, match="0"):
        main.main(["--help"])
    text = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert f"{name} " in text
        assert command.SUMMARY in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_json(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        main.main([command, "--help"])
    assert "--json" in capsys.readouterr().out


def test_a_mistyped_command_is_told_with_the_commands(capsys):
    assert main.main(["pedict"]) == 2
    assert capsys.readouterr().err == (
        "mmdesk: There is no file pedict. "
        "If you meant a command, it is the first word after mmdesk: "
        "predict, listen, check, train, evaluate, batch, export, doctor.\n"
    )


def test_a_missing_model_is_told(capsys):
    assert main.main(["--model", "gone.safetensors"]) == 2
    assert "gone.safetensors" in capsys.readouterr().err


def test_a_fault_of_ours_is_one_sentence_with_the_place_of_the_log(capsys, caplog, monkeypatch, tmp_path):
    monkeypatch.setattr(main, "log_dir", lambda: tmp_path)
    assert main.main(["predict", "--text", "seven"], no_engine) == 1
    captured = capsys.readouterr()
    assert str(tmp_path / "mmdesk.log") in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert "ZeroDivisionError: a fault of ours" in (tmp_path / "mmdesk.log").read_text()
    caplog.clear()


@pytest.mark.skipif(not LINUX, reason="the folder of the log is elsewhere")
@pytest.mark.parametrize("place", ["state/mmdesk/log/mmdesk.log/full", "state"], ids=["its file", "its folder"])
def test_a_fault_is_shown_where_no_log_can_be_written(capsys, caplog, monkeypatch, tmp_path, place):
    """Something else stands in the place of the log, or of a folder on the way to it."""
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert main.main(["predict", "--text", "seven"], no_engine) == 1
    text = capsys.readouterr().err
    assert "ZeroDivisionError: a fault of ours" in text
    assert "the log cannot be written" in text
    caplog.clear()


def test_warnings_of_libraries_go_to_the_log(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(main, "log_dir", lambda: tmp_path)
    code = "import warnings; from mmdesk import main\nwith main.log(): warnings.warn('careful')"
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "careful" in next(tmp_path.rglob("mmdesk.log")).read_text()


@pytest.mark.skipif(not LINUX, reason="other systems always have a display")
@pytest.mark.parametrize(("display", "named"), [("", "DISPLAY is not set"), (":987", "DISPLAY is :987")])
def test_without_a_display_the_window_is_one_sentence(display, named):
    environment = {name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    done = run(env={**environment, "DISPLAY": display}, stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mmdesk: There is no display to open a window on")
    assert named in done.stderr
    assert done.stderr.count("\n") == 1


def test_missing_libraries_are_named_with_the_line_to_type(monkeypatch, capsys):
    monkeypatch.setattr("mmdesk.bootstrap.has_display", lambda: True)
    monkeypatch.setattr("mmdesk.bootstrap.missing", lambda libraries: ("libxcb-cursor0", "libegl1"))
    assert main.main([]) == 2
    assert capsys.readouterr().err.endswith("sudo apt-get install libxcb-cursor0 libegl1\n")


@pytest.mark.skipif(not LINUX, reason="pipes and signals of POSIX")
def test_a_closed_pipe_ends_the_program_quietly():
    reader, writer = os.pipe()
    os.close(reader)
    done = run("doctor", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (main.NOBODY_READS, "")


@pytest.mark.skipif(not LINUX, reason="/dev/full is of Linux")
def test_a_full_disk_behind_stdout_is_one_sentence():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mmdesk", "doctor"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "mmdesk: The output cannot be written: No space left on device. Send it to another place.\n"


@pytest.mark.skipif(not LINUX, reason="signals of POSIX")
def test_ctrl_c_ends_the_program_quietly():
    code = "import sys, time; from mmdesk import main\ndef slow(device): print('now', flush=True); nap()\n"
    # Short naps: a signal that comes just before one is heard after it.
    code += "def nap():\n    while True: time.sleep(0.1)\n"
    code += "sys.exit(main.main(['predict', '--text', 'x'], slow))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "now\n"
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=SECONDS)
    assert (process.returncode, stderr) == (130, "")


@pytest.fixture(params=["standalone", "menu"])
def no_terminal(monkeypatch, request):
    """The program is started where nobody reads what it writes: as the packaged one, or from the desktop's menu."""
    if request.param == "standalone":
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    else:
        monkeypatch.setenv("DESKTOP_STARTUP_ID", "menu-1_TIME123")


@pytest.mark.parametrize(("arguments", "shown"), [(["gone.png"], 1), (["predict", "--image", "gone.png"], 0)])
def test_the_desktop_shows_what_nobody_would_read(no_terminal, monkeypatch, capsys, arguments, shown):
    told = []
    monkeypatch.setattr("mmdesk.bootstrap.show_message", told.append)
    assert main.main(arguments, no_engine) != 0
    assert len(told) == shown
    assert all("gone.png" in text for text in told)
    assert "mmdesk: " in capsys.readouterr().err


def test_a_model_among_the_files_is_opened(monkeypatch, tmp_path):
    for name in ("a.png", "mine.safetensors"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    opened = []
    monkeypatch.setattr("mmdesk.app.application.run", lambda factory, files, model: opened.append((files, model)) or 0)
    monkeypatch.setattr(main, "refuse_without_display", lambda: None)
    assert main.main(["a.png", "mine.safetensors"]) == 0
    assert opened == [([tmp_path / "a.png"], tmp_path / "mine.safetensors")]
