"""What the pages of signing in ask."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sends_mail() -> bool:
    """Whether messages leave this machine; otherwise they stand in the window where Yearlight runs."""
    return bool(settings.SENDS_MAIL)
