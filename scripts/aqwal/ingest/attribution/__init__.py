"""Takes an article's text and spans; gives the statements in it: speaker, cue, content, type, evidence, confidence."""

from aqwal.ingest.attribution.statements import Attribution, find_statements

__all__ = ["Attribution", "find_statements"]
