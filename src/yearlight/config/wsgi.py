"""The servers' entry."""

import os

from django.core.wsgi import get_wsgi_application

from yearlight.core.whole import whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
application = whole(get_wsgi_application())
