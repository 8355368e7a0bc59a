"""Encoders from a hub (Hugging Face's, or one that speaks as it does): what one has, how large, and its download, only when asked.

Nothing that is sent names a person, and nothing is run of what comes.
"""

import hashlib
import json
import os
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, OptionError, Sentence
from mmdesk.core.models.backbone_folder import SETTINGS, TOKENIZER, WEIGHTS, WEIGHTS_INDEX
from mmdesk.core.models.other_backbones import HUB, HUB_NAME, OLD_NAME
from mmdesk.core.paths import data_dir
from mmdesk.core.progress import CancelToken, Note

USUAL_HUB = "https://huggingface.co"
HUB_VARIABLE = "HF_ENDPOINT"
"""The variable by which the hub's own programs are told another one."""
SECONDS = 10.0
"""Without a word for so long, a hub is not there."""
CHUNK = 1 << 20
MEGABYTE = 1e6
WHOLE = ".whole"
"""Lies in the folder of a download that came to its end."""
WANTED = (*SETTINGS, TOKENIZER, "README.md", WEIGHTS_INDEX)
PART = re.compile(r"model-\d+-of-\d+\.safetensors")
REVISION = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file on a hub: its place there, bytes, and the hash of its content where the hub tells it."""

    place: str
    size: int
    sha256: str


def hub() -> str:
    """The address of the hub."""
    address = os.environ.get(HUB_VARIABLE, "").rstrip("/")
    return address if address.startswith(("https://", "http://")) else USUAL_HUB


def folder_of(encoder: str) -> Path | None:
    """The folder that a choice names, or to which it was downloaded before; None if it would have to be downloaded.

    Raises:
        OptionError: if it is neither a folder nor a name that a hub may have
    """
    name = encoder.removeprefix(HUB)
    if name == encoder and os.path.isdir(encoder):
        return Path(encoder)
    old = name != encoder and OLD_NAME.fullmatch(name)
    if not (old or HUB_NAME.fullmatch(name)):
        sentence = QT_TRANSLATE_NOOP("errors", "There is no folder {folder}. Give {option} one with an encoder, or a name.")
        raise OptionError(sentence, folder=encoder, option=Option("encoder"))
    kept = kept_in(name)
    return kept if (kept / WHOLE).exists() else None


def kept_in(name: str) -> Path:
    """Where a download is kept."""
    return data_dir() / "encoders" / name.replace("/", "--")


def refused(encoder: str) -> OptionError:
    """Why a name on a hub does not serve as long as the person has not asked for the download."""
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "There is no folder {name} here, and nothing is downloaded unasked: with {allow}, mmdesk tells the files and how large they"
        " are, and fetches them from {hub}.",
    )
    return OptionError(sentence, name=encoder.removeprefix(HUB), allow=Option("allow_download"), hub=hub())


def downloaded(encoder: str, token: CancelToken) -> Generator[Note, None, Path]:
    """Tell what comes, how large it is and from where; then download it. Returns the folder.

    Raises:
        OptionError: if it cannot be had
        Cancelled: if the token asks for it; what came so far is removed
    """
    name = encoder.removeprefix(HUB)
    with _asking(name):
        revision, files = listed(name)
    folder = kept_in(name)
    total = sum(file.size for file in files)
    text = QT_TRANSLATE_NOOP("errors", "Downloading {name} from {hub}: {files}; {size:.1f} MB in all, into {folder}.")
    names = Names(file.place for file in files)
    yield Note(Sentence(text, name=name, hub=hub(), files=names, size=total / MEGABYTE, folder=folder))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        done, stage = 0, Sentence(QT_TRANSLATE_NOOP("errors", "downloading"))
        for file in files:
            with _asking(name):
                for size in _fetched(name, revision, file, folder / file.place):
                    token.check()
                    done += size
                    yield Note(stage, round(done / CHUNK), max(round(total / CHUNK), 1))
        (folder / WHOLE).touch()
    finally:
        if not (folder / WHOLE).exists():
            shutil.rmtree(folder, ignore_errors=True)
    return folder


def listed(name: str) -> tuple[str, list[HubFile]]:
    """The newest revision of a model on the hub, and those of its files that are wanted.

    Raises:
        OptionError: if it has no weights that are safe to read
        OSError, ValueError, KeyError, TypeError, AttributeError: if the hub does not answer, or nothing that can be understood
    """
    with _opened(f"{hub()}/api/models/{name}?blobs=true") as answer:
        told: dict[str, Any] = json.load(answer)
    revision = told["sha"]
    if not REVISION.fullmatch(revision):
        raise ValueError(revision)
    there = [_file(entry) for entry in told["siblings"]]
    single = [file for file in there if file.place == WEIGHTS]
    weights = single or [file for file in there if PART.fullmatch(file.place)]
    if not weights:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} at {hub} has no model.safetensors, and other weights are not read. Choose another."
        )
        raise OptionError(sentence, name=name, hub=hub())
    wanted = [file for file in there if file.place in WANTED and not (single and file.place == WEIGHTS_INDEX)]
    return revision, [*wanted, *weights]


def _file(entry: dict[str, Any]) -> HubFile:
    large = entry.get("lfs") or {}
    return HubFile(str(entry["rfilename"]), int(large.get("size") or entry.get("size") or 0), str(large.get("sha256", "")))


def _fetched(name: str, revision: str, file: HubFile, path: Path) -> Iterator[int]:
    """Write a file, chunk by chunk; gives the size of each.

    Raises:
        OSError, ValueError: if it does not come, or another content
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    address = f"{hub()}/{name}/resolve/{revision}/{urllib.parse.quote(file.place)}"
    with _opened(address) as answer, open(path, "wb") as kept:
        while chunk := answer.read(CHUNK):
            digest.update(chunk)
            kept.write(chunk)
            size += len(chunk)
            if size > file.size:
                break
            yield len(chunk)
    if size != file.size or (file.sha256 and digest.hexdigest() != file.sha256):
        raise ValueError(f"{file.place} came damaged")


def _opened(address: str) -> Any:
    request = urllib.request.Request(address, headers={"User-Agent": "mmdesk"})  # noqa: S310 - http or https, as `hub` says
    return urllib.request.urlopen(request, timeout=SECONDS)  # noqa: S310


@contextmanager
def _asking(name: str) -> Iterator[None]:
    """Say why nothing came.

    Raises:
        OptionError: instead of what the network says
    """
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        sentence = QT_TRANSLATE_NOOP("errors", "{hub} has no {name} that anybody may download ({code}). Check the name.")
        raise OptionError(sentence, hub=hub(), name=name, code=error.code) from error
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError) as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} cannot be downloaded from {hub}: {reason}. Connect this computer, or give {option} the folder of a copy.",
        )
        cause = getattr(error, "reason", error)
        reason = getattr(cause, "strerror", None) or cause
        raise OptionError(sentence, name=name, hub=hub(), reason=reason, option=Option("encoder")) from error
