"""The settings of the environment: what is taken, and what stops the start with one line."""

import os
import subprocess
import sys

import pytest

from community.config import ROOT, BadSetting, read_settings


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg:///tea?host=/var/run/postgresql",
        "postgresql+psycopg:///tea?host=%2Fvar%2Frun%2Fpostgresql",
        "postgresql+psycopg://tea:leaf@db.example:5432/tea",
    ],
)
def test_a_database_is_found_by_host_or_by_socket(url):
    assert read_settings({"DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("MAIL_URL", "http://tom:oolong@mail.example"),
        ("MAIL_URL", "tom:oolong@mail.example:587"),
        ("MAIL_URL", "smtp://tom:oolong@mail.example:port"),
        ("DATABASE_URL", "mysql://tea:oolong@db.example/tea"),
        ("DATABASE_URL", "postgresql:///tea?password=oolong"),
        ("REDIS_URL", "memcached://:oolong/leaf@cache.example"),
    ],
)
def test_the_line_about_a_bad_address_holds_no_password(name, found):
    with pytest.raises(BadSetting) as problem:
        read_settings({name: found})
    line = str(problem.value)
    assert line.startswith(f"{name} is ") and "allowed: " in line
    assert "oolong" not in line and "leaf" not in line


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("MEDIA_URL", "s3://a bucket/prefix"),
        ("MEDIA_URL", "/var/media"),
        ("S3_ENDPOINT_URL", "127.0.0.1:8333"),
        ("TRANSLATE_URL", "https://translate.example"),
        ("TRANSLATE_KEY", "oolong"),
        ("SITE_URL", "https://tea.example/house"),
        ("SITE_URL", "https://tea.example/?q=1"),
    ],
)
def test_what_would_be_passed_over_is_refused(name, found):
    with pytest.raises(BadSetting, match=f"^{name} is .*allowed: "):
        read_settings({name: found})


def test_the_address_of_the_site_is_kept_without_its_slash():
    assert read_settings({"SITE_URL": "https://tea.example/"}).site_url == "https://tea.example"


def test_a_start_before_the_migrations_says_what_to_do(tmp_path):
    environment = os.environ | {"SECRET_KEY": "x", "INSTANCE_PATH": str(tmp_path), "PORT": "8799"}
    started = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert started.returncode == 1
    assert "flask --app app db upgrade" in started.stderr and "Traceback" not in started.stderr
