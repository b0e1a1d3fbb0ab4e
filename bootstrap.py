"""Makes the virtual environment in .venv from the locked requirements; it is no part of the product.

Runs on any python3 from 3.8 on, with nothing but its standard library, because it is what fetches the rest.
Run it through `make setup`. It does nothing when .venv is already what the locks describe.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, Optional, Tuple, Union

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
UV = TOOLS / "uv" / "bin" / "uv"
LOCKS = [ROOT / "requirements" / name for name in ("base.txt", "dev.txt")]
PACKAGES = [ROOT / "waarde", ROOT]
OLDEST = (3, 12)
NAMES = ["python3.14", "python3.13", "python3.12", "python3", "python"]
ASK = "import sys; print(sys.executable); print(*sys.version_info[:2])"
TOLD_BY_PIP = (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE"), ("proxy", "HTTPS_PROXY"))


class SetUpError(Exception):
    """What is missing and what to do, in words for the person at the keyboard."""


def run(*command: Union[str, Path], env: Optional[Dict[str, str]] = None) -> str:
    """Run a command and stop with its own words when it fails."""
    parts = [str(part) for part in command]
    done = subprocess.run(parts, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, check=False)
    words = done.stdout.decode(errors="replace").strip()
    if done.returncode != 0:
        raise SetUpError("This command failed:\n  {}\n{}".format(" ".join(parts), words))
    return words


def version_of(python: Union[str, Path]) -> Optional[Tuple[str, Tuple[int, ...]]]:
    """Give (real path, version) of a Python that really runs, or None (a shim may exist and still refuse)."""
    try:
        said = subprocess.check_output([str(python), "-c", ASK], stderr=subprocess.DEVNULL, timeout=60)
        path, version = said.decode().splitlines()
        return path, tuple(int(part) for part in version.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def candidates() -> Iterator[Union[str, Path]]:
    """Name the Pythons to try: the one asked for, those on PATH, then pyenv's, newest first."""
    if os.environ.get("UV_PYTHON"):
        yield os.environ["UV_PYTHON"]
    yield from filter(None, map(shutil.which, NAMES))
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = [path for path in pyenv.glob("3.*") if path.name.replace(".", "").isdigit()]
    for path in sorted(found, key=lambda path: [int(part) for part in path.name.split(".")], reverse=True):
        yield path / "bin" / "python"


def find_python() -> str:
    """Give the path of a Python that is new enough."""
    seen = []
    for name in candidates():
        answer = version_of(name)
        if answer and answer[1] >= OLDEST:
            return answer[0]
        seen.append("  {}: {}".format(name, "{}.{}".format(*answer[1]) if answer else "does not run"))
    raise SetUpError(
        "Wijkwaarde needs Python {}.{} or newer, and none was found on PATH or in pyenv.\n{}\n"
        "Install one (for example `pyenv install 3.13`), or name it: make setup UV_PYTHON=/path/to/python3.13".format(
            *OLDEST, "\n".join(seen)
        )
    )


def find_uv(python: str) -> None:
    """Give the local uv in the locked version, installing it with plain pip when it is not there yet."""
    lock = ROOT / "requirements" / "uv.txt"
    wanted = lock.read_text().split("==")[1].split()[0]
    if UV.exists() and " {} ".format(wanted) in run(UV, "--version") + " ":
        return
    print("Installing uv {} in .tools ...".format(wanted), flush=True)
    shutil.rmtree(str(UV.parents[1]), ignore_errors=True)
    try:
        run(sys.executable, "-m", "venv", UV.parents[1])
    except SetUpError:
        shutil.rmtree(str(UV.parents[1]), ignore_errors=True)
        try:
            run(python, "-m", "venv", UV.parents[1])
        except SetUpError as problem:
            raise SetUpError(
                "Neither Python can make a virtual environment with pip in it. "
                "On Debian and Ubuntu: apt install python3-venv.\n{}".format(problem)
            ) from None
    run(UV.parent / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", lock)


def environment(python: str) -> Dict[str, str]:
    """Give uv the Python found and the index and certificates that pip was told of on this machine, if any."""
    told = dict(os.environ, UV_PYTHON=python, UV_PYTHON_DOWNLOADS="never", UV_NO_PROGRESS="1")
    home = Path(os.environ.get("HOME") or "/nonexistent")
    if not os.access(str(home), os.W_OK):
        told.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    pip_says = {}
    for line in run(UV.parent / "python", "-m", "pip", "config", "list").splitlines():
        key, _, value = line.partition("=")
        pip_says[key.split(".")[-1]] = value.strip("'\"")
    for key, name in TOLD_BY_PIP:
        if pip_says.get(key):
            told.setdefault(name, pip_says[key])
    return told


def fingerprint(python: str) -> str:
    """Sum up in one word everything the environment is made from."""
    inputs = [Path(__file__), *LOCKS, *(package / "pyproject.toml" for package in PACKAGES)]
    return hashlib.sha256(b"\0".join([str(ROOT).encode(), python.encode(), *map(Path.read_bytes, inputs)])).hexdigest()


def is_made() -> bool:
    """Say whether .venv still runs and was made from these very inputs."""
    if not STAMP.exists() or not (VENV / "bin" / "python").exists():
        return False
    python, _, mark = STAMP.read_text().partition("\n")
    return mark == fingerprint(python) and is_wished(python)


def is_wished(python: str) -> bool:
    """Say whether this Python is the one that UV_PYTHON means: nothing, a path, or a name that is looked up."""
    wished = os.environ.get("UV_PYTHON")
    if not wished or wished == python:
        return True
    found = version_of(wished)
    return found is not None and os.path.realpath(found[0]) == os.path.realpath(python)


def make() -> None:
    """Build or repair .venv."""
    python = find_python()
    find_uv(python)
    told = environment(python)
    if STAMP.exists():
        STAMP.unlink()
    print("Making .venv with {} ...".format(python), flush=True)
    run(UV, "venv", "--quiet", "--allow-existing", "--python", python, VENV, env=told)
    told["VIRTUAL_ENV"], told["UV_PYTHON"] = str(VENV), str(VENV / "bin" / "python")
    run(UV, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", *LOCKS, env=told)
    own = [part for package in PACKAGES for part in ("--editable", package)]
    run(UV, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", *own, env=told)
    STAMP.write_text(python + "\n" + fingerprint(python))


def compile_catalogues() -> None:
    """Turn the translations into the form gettext reads, where the text is newer than the compiled file."""
    for text in (ROOT / "src").rglob("locale/*/LC_MESSAGES/*.po"):
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= text.stat().st_mtime:
            babel = VENV / "bin" / "pybabel"
            run(babel, "compile", "-i", text, "-o", compiled, "-l", text.parts[-3])


def main() -> None:
    """Set everything up, one process at a time."""
    os.chdir(str(ROOT))
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            if not is_made():
                make()
                print("Ready: .venv")
            compile_catalogues()
        except SetUpError as problem:
            sys.exit("Set-up stopped. {}".format(problem))


if __name__ == "__main__":
    main()
