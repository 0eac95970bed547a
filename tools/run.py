"""`make run`: from a fresh clone to a page in the browser. PORT, ARTICLE and NEWSAPP_VAR come from the environment.

What can go wrong at once is looked at before the slow work, and said in one line with exit code 2.
"""

import os
import socket
import subprocess
import tempfile
from pathlib import Path

from tools.environment import PYTHON, ROOT, install, stop, var_dir
from tools.together import run_together

HOST = "127.0.0.1"  # as in gunicorn.conf.py
STATIC_SOURCES = ("claims/static", "newsapp/settings.py", "requirements.txt")


def main() -> int:
    article = os.environ.get("ARTICLE", "")
    port = check_port(os.environ.get("PORT") or "8000")
    check_var(var_dir())
    if article:
        check_article(article)
    install("requirements.txt")
    os.environ.setdefault("NEWSAPP_VISITORS", "everything")
    collect_static_files()
    manage("prepare")
    if article:
        manage("ingest", str(Path(article).absolute()))
    print(f"newsapp serves on http://{HOST}:{port}{os.environ.get('SCRIPT_NAME', '')} (Ctrl-C stops it)", flush=True)
    return serve(port)


def check_port(text: str) -> int:
    """The number of the port, which nobody else listens on."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT={text} is no port; take a number from 1 to 65535.")
    try:
        with socket.create_server((HOST, int(text))):
            return int(text)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        stop(f"port {text} of {HOST} cannot be used ({why}); take another: make run PORT={_another(text)}")


def check_var(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); make it writable, or name another with NEWSAPP_VAR=.")


def check_article(name: str) -> None:
    try:
        with Path(name).open("rb"):
            pass
    except OSError as error:
        stop(f"ARTICLE={name} cannot be read ({error.strerror}).")


def collect_static_files() -> None:
    """Gather the pages' files for WhiteNoise into var/static, where any has changed since last time."""
    manifest = var_dir() / "static" / "staticfiles.json"
    made = manifest.stat().st_mtime if manifest.exists() else 0.0
    sources = [file for name in STATIC_SOURCES for file in [ROOT / name, *(ROOT / name).rglob("*")]]
    if any(file.stat().st_mtime > made for file in sources if file.exists()):
        manage("collectstatic", "--noinput", "--verbosity=0")


def manage(*arguments: str) -> None:
    """Run a command of manage.py; one that fails has said why, and ends the start."""
    if subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, check=False).returncode:
        stop(f"manage.py {arguments[0]} failed; the lines above say why.")


def serve(port: int) -> int:
    """The web server and the worker, until we are told to end or one of them ends."""
    os.chdir(ROOT)
    os.environ["PORT"] = str(port)
    python = str(PYTHON)
    return run_together([[python, "-m", "gunicorn", "newsapp.wsgi"], [python, "manage.py", "worker"]])


def _another(port: str) -> int:
    return int(port) + 1 if int(port) < 65535 else 8000


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
