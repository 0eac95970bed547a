"""The settings of newsapp for an installation of the tests' own, in a folder that goes when they end.

Of the environment, DATABASE_URL alone counts; it names the database beside which the one for tests is made.
"""

import os
import tempfile
from pathlib import Path

_VAR = tempfile.TemporaryDirectory(prefix="newsapp-tests-", ignore_cleanup_errors=True)
os.environ["NEWSAPP_VAR"] = _VAR.name
for _name in (
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CLAIMS_EXTRACTOR",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "FETCH_PAUSE_SECONDS",
    "FETCH_PRIVATE_ADDRESSES",
    "HTTPS",
    "NEWSAPP_TASKS",
    "NEWSAPP_VISITORS",
    "RATE_SIGNED_IN",
    "RATE_VISITORS",
    "REDIS_URL",
    "SCRIPT_NAME",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "TIME_ZONE",
):
    os.environ.pop(_name, None)

from newsapp.settings import *  # noqa: E402, F403
from newsapp.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

RATE_SIGNED_IN = RATE_VISITORS = 0  # tests of rates set their own
FETCH_PAUSE_SECONDS = 0

# A hash that costs little, and static files without a manifest that collectstatic would have to write first.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
Path(STATIC_ROOT).mkdir()

# A connection kept open by a server thread would stop the test database from being dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in a real installation: two connections to a database in memory lock each other out at once.
    DATABASES["default"]["TEST"] = {"NAME": Path(_VAR.name) / "tests.sqlite3"}
else:
    # What a test commits need not outlive a power cut: nothing waits for the disk.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = f"{_options.get('options', '')} -c synchronous_commit=off".strip()
