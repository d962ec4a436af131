"""Takes drafts and what the archive holds; gives what looks the same: reports, utterances, names. Nothing is merged."""

from aqwal.ingest.likeness.parallels import Recorded, parallels, recorded_of
from aqwal.ingest.likeness.repeats import Sketches, repeats, sketches_of
from aqwal.ingest.likeness.spellings import near_speakers

__all__ = ["Recorded", "Sketches", "near_speakers", "parallels", "recorded_of", "repeats", "sketches_of"]
