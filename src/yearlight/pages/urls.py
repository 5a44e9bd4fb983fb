"""Addresses of the pages that gather several folders."""

from django.urls import path

from yearlight.pages.views import again, app, corner, day, find, guest, log, looking, places, plain, rooms, shared, year

app_name = "pages"
urlpatterns = [
    path("", rooms.today, name="today"),
    path("year/", year.year, name="whole-year"),
    path("year/<int:year>/", year.year, name="whole-year-of"),
    path("year/shared/", shared.shared_days, name="shared-days"),
    path("year/shared/<slug:custom>/", shared.shared_day, name="shared-day"),
    path("year/day/<str:day>/", day.day, name="day"),
    path("year/day/<str:day>/wish/", year.wish, name="wish"),
    path("year/day/<str:day>/move/", day.move, name="move-day"),
    path("year/day/<str:day>/day.ics", day.day_file, name="day-file"),
    path("g/", guest.guest, name="guest"),
    path("people/<slug:public_id>/keeps/", corner.corner, name="corner"),
    path("people/<slug:public_id>/as/", looking.as_member, name="as-member"),
    path("find/", find.find, name="find"),
    path("log/", log.log, name="log"),
    path("log/<int:year>/<int:month>/", log.log, name="log-of"),
    path("me/", rooms.me, name="me"),
    path("me/again/", again.again, name="again"),
    path("help/", plain.help_page, name="help"),
    path("about/", plain.about, name="about"),
    path("robots.txt", plain.robots, name="robots"),
    path("healthz", plain.healthz, name="healthz"),
    path("app/yearlight.webmanifest", app.manifest, {"is_discreet": False}, name="manifest"),
    path("app/notes.webmanifest", app.manifest, {"is_discreet": True}, name="manifest-discreet"),
    path("sw.js", app.worker, name="worker"),
    path("offline/", app.offline, name="offline"),
    path("p/<slug:slug>/", places.place, name="place"),
    path("p/<slug:slug>/<int:year>/", places.year, name="year"),
    path("p/<slug:slug>/photos/<slug:public_id>/", places.photo, name="photo"),
    path("p/<slug:slug>/photos/<slug:public_id>/again/", again.photo, name="photo-again"),
    path("p/<slug:slug>/photos/<slug:public_id>/rather-not/", again.rather_not, name="photo-rather-not"),
    path("p/<slug:slug>/add/", places.add, name="add"),
    path("p/<slug:slug>/away/", places.away, name="away"),
]
