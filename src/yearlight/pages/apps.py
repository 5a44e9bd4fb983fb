from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "yearlight.pages"
