"""The bare view's settings: the site's own, with nothing in the way but the session and who it belongs to."""

from yearlight.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Does next to nothing here; its app will not start without it.
    "allauth.account.middleware.AccountMiddleware",
]
