"""``python -m mmdesk``, and the first file of the standalone program."""

import sys

if getattr(sys, "frozen", False):
    # There, a worker process is this program again, started with arguments that only multiprocessing understands.
    import multiprocessing

    multiprocessing.freeze_support()

from mmdesk.main import main

if __name__ == "__main__":
    sys.exit(main())
