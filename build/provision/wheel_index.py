"""PyTorch's own wheel index: whether it is reached, and has the wheel for this machine."""

import html
import platform
import re
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

PATIENCE = 10.0
"""Seconds in which the index has to answer, name look-up and all. Its page has some 500 kB."""


@dataclass(frozen=True)
class Wheel:
    """A wheel that can be downloaded now; `size` in bytes."""

    url: str
    size: int


class NotReachedError(Exception):
    """The index, or the wheel in it, cannot be had; the text says why, as a part of a sentence."""


def find(index: str, name: str, version: str, patience: float = PATIENCE) -> Wheel:
    """Ask the index for a wheel of this Python and machine.

    Args:
        index: address of a simple index (PEP 503), without the slash at its end
        patience: seconds after which an index that does not answer counts as not reached

    Raises:
        NotReachedError: if it refuses, has no name, hangs, answers with an error, or lacks the wheel
    """
    # In a thread of its own: looking up a name knows no time-out, nor does an answer that drips.
    answers: list[Wheel | Exception] = []
    asking = threading.Thread(target=_ask, args=(index, name, version, time.monotonic() + patience, answers), daemon=True)
    asking.start()
    asking.join(patience)
    answer = answers[0] if answers else NotReachedError(f"no answer within {patience:g} seconds")
    if isinstance(answer, Wheel):
        return answer
    raise answer


def _ask(index: str, name: str, version: str, deadline: float, answers: list[Wheel | Exception]) -> None:
    try:
        answers.append(_wheel(index, name, version, deadline))
    except NotReachedError as error:
        answers.append(error)
    except urllib.error.HTTPError as error:
        with error:  # it holds the connection
            answers.append(NotReachedError(str(error.reason)))
    except urllib.error.URLError as error:
        answers.append(NotReachedError(str(error.reason)))
    except (OSError, ValueError) as error:
        answers.append(NotReachedError(str(error) or type(error).__name__))


def _wheel(index: str, name: str, version: str, deadline: float) -> Wheel:
    with urllib.request.urlopen(f"{index}/{name}/", timeout=_left(deadline)) as page:
        address, text = page.url, page.read().decode("utf-8", "replace")
    pattern = re.compile(file_pattern(name, version))
    links = [html.unescape(link).partition("#")[0] for link in re.findall(r"""href=["']([^"']+)""", text)]
    fitting = [link for link in links if pattern.fullmatch(unquote(link.rpartition("/")[2]))]
    if not fitting:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise NotReachedError(f"it has no wheel of {name} {version} for Python {python} on {sys.platform} {platform.machine()}")
    url = urljoin(address, fitting[-1])
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=_left(deadline)) as head:
        return Wheel(url, int(head.headers.get("Content-Length", 0)))


def file_pattern(name: str, version: str) -> str:
    """The file names that pip would take here, such as torch-2.13.0+cpu-cp313-cp313-manylinux_2_28_x86_64.whl."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    system = {"linux": "linux", "win32": "win", "darwin": "macosx"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    return rf"{re.escape(name)}-{re.escape(version)}(\+\w+)?-({python}-{python}|py3-none)-(any|\w*{system}\w*_{machine})\.whl"


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.01)
