"""Takes the command line; runs `aqwal` as `python -m aqwal`."""

import sys

from aqwal.cli import main

if __name__ == "__main__":
    sys.exit(main())
