"""The settings of the bench of the night: those of the site, on the database that it names."""

import os

from yearlight.config.settings import *  # noqa: F403

if _socket := os.environ.get("BENCH_POSTGRES"):
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "HOST": _socket, "USER": "postgres"}
    }
