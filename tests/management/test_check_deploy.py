"""Django's own list of what a production site must have switched on."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_production_settings_leave_nothing_to_remark(tmp_path):
    production = {
        "PATH": os.environ["PATH"],
        "NEWSAPP_VAR": str(tmp_path),
        "HTTPS": "true",
        "SECRET_KEY": "a key that is made up for this test, with more than fifty letters in it",
        "ALLOWED_HOSTS": "claims.example.org",
        "CSRF_TRUSTED_ORIGINS": "https://claims.example.org",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, cwd=ROOT, env=production, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
