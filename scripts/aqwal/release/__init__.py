"""Takes a committed, valid dataset and a version; gives an immutable folder of that release, or says why not."""

from aqwal.release.make import make_release
from aqwal.release.refusal import RefusedError

__all__ = ["RefusedError", "make_release"]
