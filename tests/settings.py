"""The site's settings for tests: a folder of its own, nothing slow, nothing outside."""

import os
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="yearlight-tests-"))
os.environ["YEARLIGHT_HOME"] = str(_home)

from yearlight.config.settings import *  # noqa: E402, F403

SECRET_KEY = "tests"
DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}  # type: ignore[assignment]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
YEARLIGHT_FREE_MB = 0
STATIC_ROOT = _home / "static"
STATIC_ROOT.mkdir()
