import json
import sys

import mmdesk as package
from mmdesk.cli import doctor
from mmdesk.core.errors import InputError
from mmdesk.core.models.ready import READY


def test_json_tells_versions_devices_sound_and_folders(mmdesk):
    outcome = mmdesk("doctor", "--json")
    assert outcome.code == 0
    found = json.loads(outcome.out)
    assert found["mmdesk"] == package.__version__
    assert found["packages"]["numpy"]
    assert found["device"]["chosen"] == "cpu"
    assert found["device"]["reason"] == "You asked for it."
    assert isinstance(found["device"]["bfloat16"], bool)
    assert "portaudio" in found["sound"]
    assert set(found["folders"]) == {"settings", "data", "cache", "log"}
    assert isinstance(found["starter_model"]["present"], bool)
    assert found["ready_models"] == {name: str(ready.path) for name, ready in READY.items()}


def test_people_get_one_line_a_finding(mmdesk):
    lines = mmdesk("doctor").out.splitlines()
    assert any(line.split() == ["mmdesk", package.__version__] for line in lines)
    assert any(line.startswith("  log") for line in lines)


def test_a_broken_pytorch_is_a_finding():
    def broken(device):
        raise OSError("libtorch.so: cannot open")

    assert doctor.device(broken)["reason"] == "PyTorch cannot be loaded: libtorch.so: cannot open"


def test_a_missing_sound_library_is_a_finding(monkeypatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    found = doctor.sound()
    assert found["portaudio"] is None
    assert "libportaudio2" in found["problem"]


def test_it_says_that_recording_works_and_over_what(sound_system):
    found = doctor.sound()
    assert found["system"]
    assert found["microphones"]
    assert found["recording"].startswith("works, at ")


def test_it_says_why_it_cannot_record(monkeypatch):
    def refused():
        raise InputError("No microphone was found. Plug one in, then refresh the list.")

    monkeypatch.setattr("mmdesk.core.devices.microphone.Recorder", refused)
    assert doctor.sound()["recording"].startswith("No microphone was found.")


def test_a_folder_that_cannot_be_made_is_a_finding(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "cannot be made: Not a directory" in doctor.folders()["cache"]


def test_it_tells_how_busy_the_machine_is(monkeypatch):
    monkeypatch.setattr(doctor.os, "getloadavg", lambda: (3.456, 2.0, 0.5), raising=False)
    monkeypatch.setattr(doctor.os, "cpu_count", lambda: 2)
    assert doctor.load() == {"cores": 2, "last_minute": 3.46, "last_15_minutes": 0.5, "busy": True}
    monkeypatch.setattr(doctor.os, "cpu_count", lambda: 8)
    assert doctor.load()["busy"] is False


def test_where_the_system_does_not_tell_its_load_it_says_so(monkeypatch, mmdesk):
    monkeypatch.delattr(doctor.os, "getloadavg", raising=False)
    assert json.loads(mmdesk("doctor", "--json").out)["load"]["busy"] is None
