"""Takes a dataset repository; writes CITATION.cff and .zenodo.json at its top, both from dataset.yml."""

import argparse
import sys

HELP = "write CITATION.cff and .zenodo.json from dataset.yml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")


def run(options: argparse.Namespace) -> int:
    """Write what differs, or with --check name it."""
    from aqwal.dataset import load_file, record_files
    from aqwal.files import write_text
    from aqwal.issues import as_text
    from aqwal.metadata.cff import citation_cff
    from aqwal.metadata.zenodo import zenodo_json
    from aqwal.paths import Repository

    repository = Repository(options.root)
    about, issues = load_file(next(record_files(repository)))
    if issues:
        print(as_text(issues))
        return 1
    texts = {repository.citation: citation_cff(about), repository.zenodo: zenodo_json(about)}
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_bytes() != text.encode()]
    for path in stale:
        if options.check:
            print(f"{path.name} does not say what dataset.yml says; run `aqwal cite`", file=sys.stderr)
        else:
            write_text(path, texts[path])
            print(f"wrote {path.name}", file=sys.stderr)
    return int(bool(stale and options.check))
