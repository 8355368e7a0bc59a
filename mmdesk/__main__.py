"""``python -m mmdesk``."""

import sys

from mmdesk.main import main

if __name__ == "__main__":
    sys.exit(main())
