"""Addresses of belonging: the quiet page, settings, people, and the links that let them in."""

from django.urls import path

from yearlight.people.views import circles, come, door, persons, preferences, quiet, waits, who

app_name = "people"
urlpatterns = [
    path("quiet/", quiet.quiet, name="quiet"),
    path("quiet/open-again/", quiet.open_again, name="open-again"),
    path("me/settings/", preferences.preferences, name="settings"),
    path("people/", who.people, name="people"),
    path("people/invite/", who.invite, name="invite"),
    path("people/add/", persons.add, name="add"),
    path("people/circles/add/", circles.add, name="circle-add"),
    path("people/circles/<slug:public_id>/", circles.circle, name="circle"),
    path("people/links/<slug:public_id>/close/", who.close_invitation, name="close-invitation"),
    path("people/keeping/", waits.ways, name="ways"),
    path("people/waits/<slug:public_id>/stop/", waits.stop, name="stop-wait"),
    path("people/<slug:public_id>/", persons.member, name="member"),
    path("g/leave/", door.leave, name="leave"),
    path("g/account/", door.make_account, name="make-account"),
    path("g/<slug:token>/", door.door, name="door"),
    path("wait/<slug:token>/", waits.by_link, name="stop"),
    path("come/<slug:token>/", come.come, name="come"),
]
