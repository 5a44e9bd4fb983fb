from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "yearlight.ops"
