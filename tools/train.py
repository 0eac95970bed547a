"""`make train DATA=folder [INIT=weights]`: the extraction network learnt, in an environment of its own below var/."""

import os
import subprocess
from pathlib import Path

from tools.environment import ROOT, install, stop

WORK = ROOT / "var" / "training"


def main() -> None:
    data = Path(os.environ.get("DATA") or stop("name the corpus: make train DATA=folder"))
    if not (data / "train" / "attributions").is_dir() and not (data / "attributions").is_dir():
        stop(f"DATA={data} holds neither train/ nor text/ and attributions/; manage.py export_training writes such.")
    WORK.mkdir(parents=True, exist_ok=True)
    python = install("training/requirements.txt", environment=WORK / "venv")
    command = [str(python), "-m", "training", str(data.absolute()), "--work", str(WORK)]
    if os.environ.get("INIT"):
        command += ["--init", str(Path(os.environ["INIT"]).absolute())]
    raise SystemExit(subprocess.run(command, cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
