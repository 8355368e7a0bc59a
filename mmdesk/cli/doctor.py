"""``mmdesk doctor``: what this machine offers to mmdesk, and what is missing."""

import argparse
import os
import platform
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import mmdesk
from mmdesk import bootstrap
from mmdesk.cli import desktop_entry
from mmdesk.cli.options import EngineFactory, Parser, Subparsers, add_command, add_json
from mmdesk.cli.output import emit, emit_json, printable, say, table
from mmdesk.core import paths
from mmdesk.core.devices.portaudio import in_use
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, OptionError, Sentence
from mmdesk.core.language import localize, translate
from mmdesk.core.models.ready import READY
from mmdesk.core.training.plan import DEVICES

SUMMARY = QT_TRANSLATE_NOOP("cli", "show versions, devices and why, the sound system and folders")
HEADINGS = (
    QT_TRANSLATE_NOOP("cli", "system"),
    QT_TRANSLATE_NOOP("cli", "packages"),
    QT_TRANSLATE_NOOP("cli", "device"),
    QT_TRANSLATE_NOOP("cli", "chosen"),
    QT_TRANSLATE_NOOP("cli", "reason"),
    QT_TRANSLATE_NOOP("cli", "threads"),
    QT_TRANSLATE_NOOP("cli", "load"),
    QT_TRANSLATE_NOOP("cli", "cores"),
    QT_TRANSLATE_NOOP("cli", "last minute"),
    QT_TRANSLATE_NOOP("cli", "last 15 minutes"),
    QT_TRANSLATE_NOOP("cli", "busy"),
    QT_TRANSLATE_NOOP("cli", "sound"),
    QT_TRANSLATE_NOOP("cli", "problem"),
    QT_TRANSLATE_NOOP("cli", "microphones"),
    QT_TRANSLATE_NOOP("cli", "loudspeakers"),
    QT_TRANSLATE_NOOP("cli", "recording"),
    QT_TRANSLATE_NOOP("cli", "window"),
    QT_TRANSLATE_NOOP("cli", "display"),
    QT_TRANSLATE_NOOP("cli", "missing"),
    QT_TRANSLATE_NOOP("cli", "folders"),
    QT_TRANSLATE_NOOP("cli", "settings"),
    QT_TRANSLATE_NOOP("cli", "data"),
    QT_TRANSLATE_NOOP("cli", "cache"),
    QT_TRANSLATE_NOOP("cli", "log"),
    QT_TRANSLATE_NOOP("cli", "starter model"),
    QT_TRANSLATE_NOOP("cli", "path"),
    QT_TRANSLATE_NOOP("cli", "present"),
    QT_TRANSLATE_NOOP("cli", "ready models"),
)
"""The words of findings that are no names."""
PACKAGES = (
    "PySide6_Essentials",
    "torch",
    "torchaudio",
    "numpy",
    "pillow",
    "pillow-heif",
    "python-calamine",
    "chardet",
    "soundfile",
    "sounddevice",
    "av",
    "tokenizers",
    "safetensors",
)


def add_parser(subparsers: Subparsers) -> Parser:
    parser = add_command(subparsers, "doctor", SUMMARY)
    menu = parser.add_mutually_exclusive_group()
    text = translate("cli", "put mmdesk into your desktop's menu, and let it open model files by double click (on Linux)")
    menu.add_argument("--install-desktop", action="store_const", dest="change", const=desktop_entry.install, help=text)
    text = translate("cli", "take mmdesk out of your desktop's menu again")
    menu.add_argument("--remove-desktop", action="store_const", dest="change", const=desktop_entry.remove, help=text)
    add_json(parser)
    return parser


def run(args: argparse.Namespace, engine_factory: EngineFactory) -> int:
    """Print the findings, or what was changed in the menu; whatever is missing is a finding, not a failure."""
    if args.change:
        return change_menu(args)
    findings = {
        "mmdesk": mmdesk.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "device": device(engine_factory),
        "load": load(),
        "sound": sound(),
        "window": window(),
        "folders": folders(),
        "starter_model": {"path": str(paths.starter_model()), "present": paths.starter_model().is_file()},
        "ready_models": {name: str(ready.path) if ready.path.is_file() else None for name, ready in READY.items()},
    }
    if args.json:
        emit_json(findings)
    else:
        emit(described(findings))
    return 0


def change_menu(args: argparse.Namespace) -> int:
    """Print the files that were written or removed, and say what the person should know."""
    changed: desktop_entry.Changed = args.change()
    for note in changed.notes:
        say(localize(note))
    files = [str(file) for file in changed.files]
    if args.json:
        emit_json({"files": files})
    else:
        emit("\n".join(map(printable, files)) or translate("cli", "none"))
    return 0


def device(engine_factory: EngineFactory) -> dict[str, Any]:
    """What computes and why, whether it multiplies in bfloat16, and which devices are there."""
    try:
        engine = engine_factory("auto")
        from mmdesk.engine.device import choose_device
    except (ImportError, OSError, RuntimeError) as error:
        return {
            "chosen": None,
            "reason": Sentence(QT_TRANSLATE_NOOP("errors", "PyTorch cannot be loaded: {error}"), error=str(error)),
        }
    found: dict[str, Any] = {"chosen": engine.device, "reason": engine.device_reason, "threads": os.cpu_count()}
    found["bfloat16"] = choose_device("auto").bfloat16
    for name in DEVICES[1:]:
        try:
            choose_device(name)
            found[name] = True
        except OptionError:
            found[name] = False
    return found


def load() -> dict[str, Any]:
    """How many threads wanted to compute at a time, on average, beside how many cores there are; not told on Windows."""
    cores = os.cpu_count() or 1
    if not hasattr(os, "getloadavg"):
        return {"cores": cores, "last_minute": None, "last_15_minutes": None, "busy": None}
    minute, _, quarter = os.getloadavg()
    return {"cores": cores, "last_minute": round(minute, 2), "last_15_minutes": round(quarter, 2), "busy": minute > cores}


def sound() -> dict[str, Any]:
    """Whether PortAudio is there and over what it works, microphones and loudspeakers, and whether it can record."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        text = QT_TRANSLATE_NOOP("errors", "{error}. On Debian or Ubuntu type: sudo apt-get install libportaudio2")
        return {"portaudio": None, "problem": Sentence(text, error=str(error))}
    found: dict[str, Any] = {"portaudio": sounddevice.get_portaudio_version()[1]}
    try:
        with in_use():
            devices = sounddevice.query_devices()
            found["system"] = [api["name"] for api in sounddevice.query_hostapis() if api["devices"]]
    except sounddevice.PortAudioError as error:
        return {**found, "problem": str(error)}
    found["microphones"] = [device["name"] for device in devices if device["max_input_channels"]]
    found["loudspeakers"] = [device["name"] for device in devices if device["max_output_channels"]]
    return {**found, "recording": _recording()}


def _recording() -> str:
    """That the preferred microphone can be opened, or why not."""
    from mmdesk.core.devices.microphone import Recorder

    try:
        recorder = Recorder()
    except InputError as error:
        return str(error)
    recorder.close()
    return Sentence(QT_TRANSLATE_NOOP("errors", "works, at {rate} Hz"), rate=recorder.rate)


def window() -> dict[str, Any]:
    """Whether a window can be shown, and which packages of the system are missing for it."""
    return {"display": bootstrap.has_display(), "missing": list(bootstrap.missing(bootstrap.needed_libraries()))}


def folders() -> dict[str, str]:
    """Where mmdesk keeps its own files."""
    kept: Mapping[str, Callable[[], Path]] = {
        "settings": paths.settings_dir,
        "data": paths.data_dir,
        "cache": paths.cache_dir,
        "log": paths.log_dir,
    }
    return {name: _folder(place) for name, place in kept.items()}


def described(findings: Mapping[str, Any]) -> str:
    """The findings for people: one line each, indented below their heading."""
    rows: list[tuple[str, str]] = []
    for name, finding in findings.items():
        heading = translate("cli", name.replace("_", " "))
        if isinstance(finding, Mapping):
            rows.append((heading, ""))
            rows += [(f"  {translate('cli', key.replace('_', ' '))}", _words(value)) for key, value in finding.items()]
        else:
            rows.append((heading, _words(finding)))
    return table(rows)


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or translate("cli", "none")
    if value is None:
        return translate("cli", "not there")
    if isinstance(value, bool):
        return translate("cli", "yes") if value else translate("cli", "no")
    return localize(value) if isinstance(value, str) else str(value)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _folder(place: Callable[[], Path]) -> str:
    try:
        folder = place()
    except InputError as error:
        return error.sentence
    if os.access(folder, os.W_OK):
        return str(folder)
    return Sentence(QT_TRANSLATE_NOOP("errors", "{folder} (read-only)"), folder=folder)
