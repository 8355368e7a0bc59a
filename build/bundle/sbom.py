"""The list of contents with hashes, as CycloneDX 1.6: every part of the bundle, and every file of each part."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

Json = dict[str, Any]
ORIGIN = uuid.UUID("6f0c8a1e-2f5b-4d2c-9a35-3f8f3d1d5d10")
SPDX = re.compile(r"[A-Za-z0-9.+-]+(( AND | OR | WITH )[A-Za-z0-9.+-]+)*")
CARRIED = re.compile(r"\w+\.libs/(?P<name>lib[\w+]+?)(-[0-9a-f]{6,})?\.so\.?(?P<version>[\d.]*)$")
"""A native library that a wheel brings along."""


def document(folder: Path, contents: Mapping[str, Json], version: str, epoch: int) -> Json:
    """The whole list.

    Args:
        folder: the bundle
        contents: places in the bundle (files, and names of compiled modules) with the part they belong to
        version: of mmdesk
        epoch: time of the build in seconds
    """
    parts: dict[str, Json] = {}
    for owner in contents.values():
        if owner["name"] != "mmdesk" and owner["name"] not in parts:
            parts[owner["name"]] = part(owner)
    own: list[Json] = []
    for place, file in sorted(files(folder)):
        owner = contents.get(place) or contents.get(place.removeprefix("_internal/"))
        components = parts[owner["name"]]["components"] if owner and owner["name"] in parts else own
        components.append(described(place, file, owner))
    subject = {"type": "application", "name": "mmdesk", "version": version, "bom-ref": "mmdesk", "components": own}
    subject["licenses"] = licences("MIT")
    components = [parts[name] for name in sorted(parts, key=str.lower)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(ORIGIN, json.dumps([subject, components]))}",
        "version": 1,
        "metadata": {"timestamp": datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z"), "component": subject},
        "components": components,
        "dependencies": [{"ref": "mmdesk", "dependsOn": [component["bom-ref"] for component in components]}],
    }


def part(owner: Json) -> Json:
    """A Python distribution, a package of the system, or Python."""
    kind, name, version = owner["kind"], owner["name"], owner["version"]
    place = f"debian/{name}" if kind == "deb" else name.lower().replace("_", "-") if kind == "pypi" else name
    purl = f"pkg:{kind}/{place}@{version}"
    made = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": licences(owner["licence"]),
    }
    if owner["digest"]:
        made["hashes"] = [{"alg": "SHA-256", "content": owner["digest"]}]
        made["properties"] = [{"name": "mmdesk:hash-of", "value": "RECORD, which lists the hashes of the installed files"}]
    return made | {"components": list(told_by_wheel(name)) if kind == "pypi" else []}


def told_by_wheel(name: str) -> Iterator[Json]:
    """What a wheel says in a list of its own that it was made from, such as the crates of a Rust program."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    for file in found.files or ():
        if "sboms" in file.parts and file.suffix == ".json":
            for component in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
                kept = {
                    key: component[key] for key in ("type", "name", "version", "purl", "hashes", "licenses") if component.get(key)
                }
                yield {"licenses": licences(f"see the licence of {name}")} | kept


def described(place: str, file: Path, owner: Json | None) -> Json:
    """One file; a native library that a wheel carries is told with its own name, version and licence."""
    made: Json = {"type": "file", "name": place, "hashes": [{"alg": "SHA-256", "content": digest(file)}]}
    if owner and (match := CARRIED.search(place)):
        licence = ffmpeg_licence(match["name"]) or f"see the licence of {owner['name']}"
        made |= {"type": "library", "name": match["name"], "version": match["version"] or owner["version"]}
        made |= {"licenses": licences(licence), "properties": [{"name": "mmdesk:file", "value": place}]}
    return made


def ffmpeg_licence(name: str) -> str | None:
    """What a library of FFmpeg says of itself when it is asked."""
    from av._core import library_meta

    return library_meta[name]["license"] if name in library_meta else None


def licences(short: str) -> list[Json]:
    """CycloneDX has a place for expressions of SPDX and another for free words."""
    return [{"expression": short}] if SPDX.fullmatch(short) else [{"license": {"name": short}}]


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(folder).as_posix(), file


def digest(file: Path) -> str:
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
