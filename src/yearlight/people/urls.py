"""Addresses of belonging: the quiet page, settings, people, and the links that let them in."""

from django.urls import path

from yearlight.people.views import come, preferences, quiet, who

app_name = "people"
urlpatterns = [
    path("quiet/", quiet.quiet, name="quiet"),
    path("quiet/open-again/", quiet.open_again, name="open-again"),
    path("me/settings/", preferences.preferences, name="settings"),
    path("people/", who.people, name="people"),
    path("people/invite/", who.invite, name="invite"),
    path("people/links/<slug:public_id>/close/", who.close_invitation, name="close-invitation"),
    path("come/<slug:token>/", come.come, name="come"),
]
