"""`make run`, once all is installed: prepare, take in ARTICLE, serve on PORT until we are told to end."""

import os
import subprocess
import sys
from pathlib import Path

from tools.before_run import HOST, stop
from tools.together import run_together


def main() -> int:
    os.environ.setdefault("NEWSAPP_VISITORS", "everything")
    manage("prepare")
    if article := os.environ["ARTICLE"]:
        manage("ingest", str(Path(article).absolute()))
    address = f"http://{HOST}:{os.environ['PORT']}{os.environ.get('SCRIPT_NAME', '')}"
    print(f"newsapp serves on {address} (Ctrl-C stops it)", flush=True)
    return run_together([[sys.executable, "-m", "gunicorn", "newsapp.wsgi"], [sys.executable, "manage.py", "worker"]])


def manage(*arguments: str) -> None:
    """Run a command of manage.py; one that fails has said why, and ends the start."""
    if subprocess.run([sys.executable, "manage.py", *arguments], check=False).returncode:
        stop(f"manage.py {arguments[0]} failed; the lines above say why.")


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
