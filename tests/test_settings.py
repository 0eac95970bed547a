"""The installation as its environment describes it: each test reads the settings in a process of its own."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from newsapp import secret_key

ROOT = Path(__file__).resolve().parent.parent


def run(var: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder with the environment given and nothing of our own settings."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=inherited | {"DJANGO_SETTINGS_MODULE": "newsapp.settings", "NEWSAPP_VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_under(var: Path, *names: str, **environment: str) -> dict[str, Any]:
    code = (
        "import json, sys; from django.conf import settings;"
        "print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))"
    )
    done = run(var, "-c", code, *names, **environment)
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    return values


# Without any set-up


def test_without_an_environment_it_is_safe_and_needs_nothing(tmp_path: Path) -> None:
    found = settings_under(tmp_path, "DEBUG", "NEWSAPP_VISITORS", "DATABASES", "ALLOWED_HOSTS", "SECRET_KEY")
    assert found["DEBUG"] is False
    assert found["NEWSAPP_VISITORS"] == "confirmed"
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "newsapp.sqlite3")
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert len(found["SECRET_KEY"]) >= 50


def test_a_mistyped_reading_right_of_visitors_is_told_at_the_start(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", NEWSAPP_VISITORS="everyting")
    assert done.returncode == 1
    assert "“everyting”; it must be one of: nothing, confirmed, everything." in done.stderr


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"NEWSAPP_TASKS": "reddis"}, "NEWSAPP_TASKS is “reddis”; it must be one of: database, redis."),
        ({"NEWSAPP_TASKS": "redis"}, "NEWSAPP_TASKS=redis needs REDIS_URL, as redis://127.0.0.1:6379/0: "),
    ],
    ids=["no such place", "no address"],
)
def test_a_mistyped_place_of_tasks_is_told_at_the_start(
    environment: dict[str, str], message: str, tmp_path: Path
) -> None:
    done = run(tmp_path, "manage.py", "check", **environment)
    assert done.returncode == 1
    assert message in done.stderr.splitlines()[-1]


def test_redis_needs_no_migration_of_its_own(tmp_path: Path) -> None:
    redis = {"NEWSAPP_TASKS": "redis", "REDIS_URL": "redis://:secret@db.example:6380/2"}
    migrations = "manage.py", "showmigrations", "--plan"
    assert run(tmp_path, *migrations, **redis).stdout == run(tmp_path, *migrations).stdout


def test_passwords_are_hashed_with_argon2_and_guessing_is_locked_out(tmp_path: Path) -> None:
    found = settings_under(tmp_path, "PASSWORD_HASHERS", "AUTHENTICATION_BACKENDS", "AXES_FAILURE_LIMIT", "MIDDLEWARE")
    assert found["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    assert found["AUTHENTICATION_BACKENDS"][0].startswith("axes.")
    assert found["AXES_FAILURE_LIMIT"] <= 10
    assert found["MIDDLEWARE"][-1].startswith("axes.")


def test_no_page_may_run_inline_script_or_load_from_elsewhere(tmp_path: Path) -> None:
    policy = settings_under(tmp_path, "CONTENT_SECURITY_POLICY")["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    allowed = [origin for origins in policy.values() for origin in origins]
    assert not [origin for origin in allowed if "unsafe" in origin or "*" in origin or ":/" in origin]


def test_sqlite_queues_writers_at_the_start_of_their_transaction(tmp_path: Path) -> None:
    database = settings_under(tmp_path, "DATABASES")["DATABASES"]["default"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


# As the environment says


def test_the_environment_names_the_database(tmp_path: Path) -> None:
    url = "postgres://ada:secret@db.example:5433/claims"
    database = settings_under(tmp_path, "DATABASES", DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "claims")
    assert (database["USER"], database["PASSWORD"]) == ("ada", "secret")
    assert database["CONN_MAX_AGE"] > 0
    assert "OPTIONS" not in database


def test_what_the_environment_sets_to_nothing_is_not_set(tmp_path: Path) -> None:
    names = ("DATABASES", "ALLOWED_HOSTS", "NEWSAPP_VISITORS", "CLAIMS_EXTRACTOR", "TIME_ZONE")
    nothing = dict.fromkeys((*names, "DATABASE_URL", "HTTPS", "SECRET_KEY"), "")
    assert settings_under(tmp_path, *names, **nothing) == settings_under(tmp_path, *names)


def test_the_environment_names_hosts_and_what_visitors_read(tmp_path: Path) -> None:
    hosts = {"ALLOWED_HOSTS": "claims.example,www.claims.example", "CSRF_TRUSTED_ORIGINS": "https://claims.example"}
    found = settings_under(tmp_path, *hosts, "NEWSAPP_VISITORS", NEWSAPP_VISITORS="nothing", **hosts)
    assert found["ALLOWED_HOSTS"] == ["claims.example", "www.claims.example"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://claims.example"]
    assert found["NEWSAPP_VISITORS"] == "nothing"


def test_https_switches_on_all_that_tls_makes_possible(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    assert not any(settings_under(tmp_path, *names).values())
    assert all(settings_under(tmp_path, *names, HTTPS="true").values())


def test_a_proxys_word_on_tls_is_trusted_only_where_the_environment_says_so(tmp_path: Path) -> None:
    assert settings_under(tmp_path, "SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"] is None
    trusted = settings_under(tmp_path, "SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="true")
    assert trusted["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_no_migration_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


# The secret key


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret_key"
    key = secret_key.kept_in(path)
    assert secret_key.kept_in(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert secret_key.kept_in(tmp_path / "one") != secret_key.kept_in(tmp_path / "other")


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    code = "import sys, pathlib; from newsapp import secret_key; print(secret_key.kept_in(pathlib.Path(sys.argv[1])))"
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: run(tmp_path, "-c", code, str(tmp_path / "key")), range(4)))
    assert len({process.stdout for process in done}) == 1
    assert all(process.returncode == 0 for process in done)


def test_a_key_in_the_environment_leaves_no_file(tmp_path: Path) -> None:
    found = settings_under(tmp_path, "SECRET_KEY", SECRET_KEY="from the environment")
    assert found["SECRET_KEY"] == "from the environment"
    assert list(tmp_path.iterdir()) == []


def test_a_key_in_a_file_of_its_own_leaves_no_other(tmp_path: Path) -> None:
    secret = tmp_path / "mounted"
    secret.write_text("from a container's secret\n")
    found = settings_under(tmp_path / "var", "SECRET_KEY", SECRET_KEY_FILE=str(secret))
    assert found["SECRET_KEY"] == "from a container's secret"
    assert not (tmp_path / "var").exists()


def test_a_key_in_the_environment_goes_before_one_in_a_file(tmp_path: Path) -> None:
    found = settings_under(tmp_path, "SECRET_KEY", SECRET_KEY="first", SECRET_KEY_FILE=str(tmp_path / "missing"))
    assert found["SECRET_KEY"] == "first"


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\xfd"])
def test_a_key_file_without_a_key_is_told_at_the_start(content: bytes | None, tmp_path: Path) -> None:
    secret = tmp_path / "mounted"
    if content is not None:
        secret.write_bytes(content)
    done = run(tmp_path / "var", "manage.py", "check", SECRET_KEY_FILE=str(secret))
    assert done.returncode != 0
    assert f"SECRET_KEY_FILE={secret}" in done.stderr
    assert not (tmp_path / "var").exists()


# The tests themselves


def test_tests_touch_no_real_installation() -> None:
    assert ROOT not in Path(settings.VAR_DIR).parents
    assert Path(settings.STATIC_ROOT).is_relative_to(settings.VAR_DIR)


@pytest.mark.django_db
def test_tests_run_on_the_database_that_the_environment_names() -> None:
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    assert connection.vendor == wanted
