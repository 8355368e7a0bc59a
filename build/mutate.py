"""Damages files of every kind that is read, and sees what mmdesk says of them (mutation fuzzing).

    .venv/bin/python build/mutate.py [--each 1000] [--seed 0] [--only KIND ...]

Each file is changed in one way: bits turned, a piece cut out, doubled or filled, the end cut off, or a number that may be a
size replaced. It has to be read, or refused by one sentence (`InputError`), within `LONGEST` seconds and in `MOST_BYTES` of
memory. Ends with 1, and leaves what went wrong in artefacts/mutations, if any was not.
"""

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutate_kinds import KINDS, seeds_of

LONGEST = 5.0
"""Of the processor's time, since other programs may run; what waits for ever is ended by the clock."""
WAITING = 60.0
MOST_BYTES = 600_000_000
GROUP = 50
"""So many files are read by one process, which is thrown away then: memory is measured anew, and a crash costs little."""
FAULTS = Path("artefacts/mutations")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with a file, by its kind and its number."""

    kind: str
    number: int
    what: str


def mutated(data: bytes, draw: random.Random) -> bytes:
    """The same file, damaged in one way."""
    made = bytearray(data)
    place = draw.choice((draw.randrange(len(made)), draw.randrange(min(len(made), 64))))
    length = draw.randint(1, max(1, min(len(made) // 4, 400)))
    match draw.randrange(7):
        case 0:
            for _ in range(draw.choice((1, 1, 4, 32))):
                made[draw.randrange(len(made))] ^= 1 << draw.randrange(8)
        case 1:
            del made[place : place + length]
        case 2:
            made[place:place] = made[place : place + length]
        case 3:
            made[place : place + length] = bytes([draw.choice((0, 255, 65))]) * length
        case 4:
            del made[draw.randrange(len(made)) :]
        case 5:
            number = draw.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, draw.getrandbits(32)))
            made[place : place + 4] = number.to_bytes(4, draw.choice(("little", "big")))
        case _:
            made[place : place + length] = draw.randbytes(length)
    return bytes(made)


def try_one(read: Callable[[Path], object], path: Path) -> str:
    """What is wrong with how a file was taken; "" if nothing is."""
    from mmdesk.core.errors import InputError

    begin = time.process_time()
    try:
        read(path)
    except InputError as error:
        if not str(error).strip() or "Traceback" in str(error):
            return f"a bad sentence: {error}"
    except MemoryError:
        return "it wanted too much memory"
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        return traceback.format_exc()
    seconds = time.process_time() - begin
    return f"it took {seconds:.1f} s" if seconds > LONGEST else ""


def run_group(kind: str, numbers: range, seed: int, folder: Path) -> Iterator[Fault]:
    """Try some files of a kind in a process of their own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        status = 1
        with suppress(BaseException):
            work(kind, numbers, seed, folder, writing)
            status = 0
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode().split("\0")[:-1]
    _, status, used = os.wait4(child, 0)
    last = numbers.start
    for line in told:
        number, _, what = line.partition("\n")
        last = int(number)
        if what:
            yield Fault(kind, last, what)
    if status:
        yield Fault(kind, last + 1, f"the process ended by {status}: a crash, or longer than {WAITING} s")
    if used.ru_maxrss * 1024 > MOST_BYTES:
        yield Fault(kind, last, f"the process took {used.ru_maxrss // 1024} MB")


def work(kind: str, numbers: range, seed: int, folder: Path, writing: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # what hangs inside a library is ended by it
    resource.setrlimit(resource.RLIMIT_AS, (8 * MOST_BYTES, 8 * MOST_BYTES))  # so that a bomb hurts nobody
    name, read = KINDS[kind]
    originals = seeds_of(kind, folder)
    for number in numbers:
        draw = random.Random(f"{seed} {kind} {number}")
        place = folder / f"{number}-{name}"
        place.write_bytes(mutated(draw.choice(originals), draw))
        signal.alarm(round(WAITING))
        what = try_one(read, place)
        signal.alarm(0)
        if what:
            FAULTS.mkdir(parents=True, exist_ok=True)
            (FAULTS / f"{kind}-{place.name}").write_bytes(place.read_bytes())
        place.unlink()
        os.write(writing, f"{number}\n{what}\0".encode())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--each", type=int, default=1000, help="files of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=list(KINDS), choices=list(KINDS), metavar="KIND")
    args = parser.parse_args()
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in args.only:
            begin, before = time.perf_counter(), len(faults)
            for start in range(0, args.each, GROUP):
                faults += run_group(kind, range(start, min(start + GROUP, args.each)), args.seed, Path(folder))
            print(f"{kind:14} {args.each} files, {len(faults) - before} faults, {time.perf_counter() - begin:.0f} s", flush=True)
            for fault in faults[before:][:3]:
                print(f"    {fault.number}: {fault.what.strip().splitlines()[-1]}", flush=True)
    print(f"{len(args.only)} kinds, {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
