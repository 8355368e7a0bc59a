"""How loud every microphone is, for somebody who looks for the right one."""

import time
from collections.abc import Iterator, Mapping, Sequence

from mmdesk.core.devices.microphone import Recorder
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken

PERIOD_SECONDS = 0.05
MAX_MICROPHONES = 8
"""More are not opened at once."""


def levels(names: Sequence[str], token: CancelToken) -> Iterator[Mapping[str, float]]:
    """The loudest sample of each microphone since the last time, 0 to 1, until the token is cancelled.

    Those that cannot be opened, or give nothing, are left out.
    """
    recorders: dict[str, Recorder] = {}
    try:
        for name in names[:MAX_MICROPHONES]:
            token.check()
            if recorder := _opened(name):
                recorders[name] = recorder
        while True:
            token.check()
            time.sleep(PERIOD_SECONDS)
            yield {name: peak for name, recorder in recorders.items() if (peak := _peak(recorder)) is not None}
    finally:
        for recorder in recorders.values():
            recorder.close()


def _opened(name: str) -> Recorder | None:
    try:
        return Recorder(name)
    except InputError:
        return None


def _peak(recorder: Recorder) -> float | None:
    try:
        samples = recorder.read()
    except InputError:
        return None
    return float(abs(samples).max()) if len(samples) else None
