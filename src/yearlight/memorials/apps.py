from django.apps import AppConfig


class MemorialsConfig(AppConfig):
    name = "yearlight.memorials"
