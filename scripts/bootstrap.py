"""Takes nothing; sets up .venv from the locked requirements and the browser parts from package.json.

    python3 scripts/bootstrap.py           what building a site needs
    python3 scripts/bootstrap.py --test    also what the tests need, and a browser where it can be installed

A second run finds everything in place and ends at once. A folder that was moved or renamed is set up anew.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"site": "requirements.txt", "test": "requirements-dev.txt", "data": "requirements-data.txt",
         "node": "requirements-node.txt"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class SetupError(Exception):
    """A step of the set-up failed; the message says which, and what can be done."""


def main() -> int:
    """Set up what is asked for; returns 0, or 2 when a step fails."""
    parser = argparse.ArgumentParser(description="Set up .venv and the browser parts of the site.")
    parser.add_argument("--test", action="store_true", help="also set up what the tests need")
    options = parser.parse_args()
    try:
        if sys.version_info < (3, 11):
            raise SetupError(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}")
        _set_up_python("test" if options.test else "site")
        _set_up_browser_parts()
        if options.test:
            _set_up_browser()
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    return 0


def _set_up_python(purpose: str) -> None:
    """Make .venv when it is missing, moved or out of date; what serves the tests serves the site too."""
    if _is_current("test") or _is_current(purpose):
        return
    print("set-up: installing Python packages into .venv …", flush=True)
    if not _is_here():
        shutil.rmtree(VENV, ignore_errors=True)
        _run("making .venv", [sys.executable, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _run("installing packages", [*pip, "--require-hashes", "-r", str(ROOT / LOCKS[purpose])])
    if purpose == "test":
        _run("installing data files", [*pip, "--require-hashes", "--no-deps", "-r", str(ROOT / LOCKS["data"])])
    _run("installing aqwal", [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    _stamp(purpose).write_text(_fingerprint(purpose), "utf-8")


def _set_up_browser_parts() -> None:
    """Install the fonts and scripts of package.json with npm, or with the npm of PyPI where there is none."""
    stamp = ROOT / "node_modules" / ".aqwal"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    print("set-up: installing fonts and browser parts into node_modules …", flush=True)
    npm = shutil.which("npm")
    if npm is None:
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes"]
        _run("installing Node.js from PyPI", [*pip, "-r", str(ROOT / LOCKS["node"])])
        npm = str(PYTHON.with_name("npm"))
        os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    _run("npm ci", [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    stamp.write_text(wanted, "utf-8")


def _set_up_browser() -> None:
    """Install Chromium where the system's package manager may; say plainly what is skipped where it may not."""
    if any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("set-up: installing Chromium with apt-get …", flush=True)
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        if _succeeds(["apt-get", "update"]) and _succeeds(install):
            return
    print("set-up: no Chromium here and none could be installed: the browser tests will be SKIPPED.\n"
          "        Install a package named chromium to run them.", flush=True)


def _succeeds(command: list[str]) -> bool:
    """Run a command without its output; say whether it went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return not subprocess.run(command, check=False, env=environment, capture_output=True).returncode


def _fingerprint(purpose: str) -> str:
    """Name what an environment was made from: its place, its Python, the lock and the project's own metadata."""
    locks = [purpose, "data"] if purpose == "test" else [purpose]
    parts = [str(ROOT), sys.version, *((ROOT / LOCKS[lock]).read_text("utf-8") for lock in locks),
             (ROOT / "pyproject.toml").read_text("utf-8")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _stamp(purpose: str) -> Path:
    return VENV / f".aqwal-{purpose}"


def _is_current(purpose: str) -> bool:
    stamp = _stamp(purpose)
    return PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == _fingerprint(purpose)


def _is_here() -> bool:
    """Say whether .venv was made in this folder; its scripts name the folder, so a moved one is of no use."""
    try:
        return f"{VENV}{os.sep}" in (VENV / "bin" / "pip").read_text("utf-8") or os.name == "nt"
    except (OSError, UnicodeDecodeError):
        return False


def _run(step: str, command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        raise SetupError(f"{step} failed (status {done.returncode}); see the message above")


if __name__ == "__main__":
    sys.exit(main())
