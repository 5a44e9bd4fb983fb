"""Addresses of belonging: the quiet page, settings, people, and the links that let them in."""

from django.urls import path

from yearlight.people.views import (
    circles,
    come,
    door,
    found,
    keeping,
    persons,
    preferences,
    quiet,
    recovery,
    succession,
    waits,
    who,
)

app_name = "people"
urlpatterns = [
    path("quiet/", quiet.quiet, name="quiet"),
    path("quiet/open-again/", quiet.open_again, name="open-again"),
    path("me/begin/", found.found, name="found"),
    path("me/settings/", preferences.preferences, name="settings"),
    path("me/recovery-sheet/", recovery.sheet, name="sheet"),
    path("me/successor/", succession.successor, name="successor"),
    path("me/successor/page/", succession.heir, name="heir"),
    path("me/entrusted/", succession.entrusted, name="entrusted"),
    path("recover/", recovery.recover, name="recover"),
    path("recover/<slug:token>/", recovery.way_back, name="way-back"),
    path("people/", who.people, name="people"),
    path("people/invite/", who.invite, name="invite"),
    path("people/add/", persons.add, name="add"),
    path("people/circles/add/", circles.add, name="circle-add"),
    path("people/circles/<slug:public_id>/", circles.circle, name="circle"),
    path("people/links/<slug:public_id>/close/", who.close_invitation, name="close-invitation"),
    path("people/keeping/", waits.ways, name="ways"),
    path("people/keeping/leave/", keeping.leave, name="leave-family"),
    path("people/waits/<slug:public_id>/stop/", waits.stop, name="stop-wait"),
    path("people/waits/<slug:public_id>/link/", keeping.make_way_back, name="make-way-back"),
    path("people/<slug:public_id>/ask/", keeping.ask, name="ask"),
    path("people/<slug:public_id>/", persons.member, name="member"),
    path("g/leave/", door.leave, name="leave"),
    path("g/account/", door.make_account, name="make-account"),
    path("g/<slug:token>/", door.door, name="door"),
    path("wait/<slug:token>/", waits.by_link, name="stop"),
    path("come/<slug:token>/", come.come, name="come"),
]
