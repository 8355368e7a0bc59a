"""Try dev.py on new systems, as different people, and kill it in between.

    sudo .venv/bin/python build/fresh bookworm                    # all cases
    sudo .venv/bin/python build/fresh trixie root sudo plain      # these

A system is a Debian of the named release, made by debootstrap with nothing but Python and git. It takes packages from where this
machine does. Needs root, debootstrap, and what the tests need for a screen. Pictures are left in artefacts/fresh: look at them.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "build"), str(ROOT / "tests"), str(ROOT)]

import cases  # noqa: E402
from system import System, base  # noqa: E402


def main() -> int:
    """Run the cases; the exit code is 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", help="Debian's name of it: bookworm, trixie, or that of the testing one")
    parser.add_argument("case", nargs="*", help=f"of: {', '.join(cases.CASES)}", default=list(cases.CASES))
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/mmdesk-fresh"), help="for the systems: up to 8 GB each")
    parser.add_argument("--keep", action="store_true", help="leave each system there, to look into it")
    args = parser.parse_args()
    if unknown := set(args.case) - set(cases.CASES):
        parser.error(f"there is no case {', '.join(unknown)}")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background of a shell, children would be deaf to Ctrl-C
    failed = 0
    for name in args.case:
        began = time.monotonic()
        root = args.folder / f"{args.release}-{name}"
        try:
            cases.CASES[name](fresh(args.release, root), f"{args.release}-{name}")
            print(f"{args.release} {name}: passed after {time.monotonic() - began:.0f} s", flush=True)
        except AssertionError as error:
            failed += 1
            print(f"{args.release} {name}: FAILED after {time.monotonic() - began:.0f} s: {error}", flush=True)
        if not args.keep:
            shutil.rmtree(root)
    return 1 if failed else 0


def fresh(release: str, root: Path) -> System:
    """A new system of this release; those of an earlier run go."""
    made = base(release, root.parent)
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", made, root], check=True)
    cache = root.parent / "pip-cache"
    cache.mkdir(exist_ok=True)
    return System(root, cache)


if __name__ == "__main__":
    sys.exit(main())
