"""The servers' entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
application = get_wsgi_application()
