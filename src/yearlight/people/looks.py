"""How pages can look to someone: the choices, apart from the tables that hold them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Light(TextChoices):
    SYSTEM = "system", _("As this device has it")
    MORNING = "morning", _("Morning, a light page")
    EVENING = "evening", _("Evening, a dark page")


class TypeSize(TextChoices):
    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Larger")
    LARGEST = "largest", _("Largest")
