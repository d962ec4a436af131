"""Takes the set-up of `bootstrap.py --test`; runs style, types, drift checks and every test."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
LEAKCHECK = ROOT.parent / "shared" / "tools" / "leakcheck.py"

STEPS: list[tuple[str, list[str]]] = [
    ("style", [PYTHON, "-m", "ruff", "check", "scripts", "tests"]),
    ("types", [PYTHON, "-m", "mypy"]),
    ("record types follow the schemas", [PYTHON, "-m", "aqwal", "types", "--check"]),
    ("records are in canonical form", [PYTHON, "-m", "aqwal", "format", "--check"]),
    ("citation files follow dataset.yml", [PYTHON, "-m", "aqwal", "cite", "--check"]),
    ("records are valid", [PYTHON, "-m", "aqwal", "validate"]),
    ("tests", [PYTHON, "-m", "pytest", "-n", "auto", "-rs", "--durations=8"]),
]


def main() -> int:
    """Run every step, also after a failure; returns 0 when all passed, else 1."""
    failed = []
    steps = list(STEPS)
    if LEAKCHECK.exists():
        steps.append(("no source text", [PYTHON, str(LEAKCHECK)]))
    else:
        print("SKIPPED no source text: the checker and the raw pages are not beside this repository")
    for name, command in steps:
        began = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
        print(f"-- {name}: {'FAILED' if name in failed else 'ok'} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all steps passed", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
