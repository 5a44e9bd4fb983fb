"""Addresses of what is done again each year, and of each year of it."""

from django.urls import path

from yearlight.entries.views import away, beside
from yearlight.rituals.views import acts, beginning, candles, orders, rituals

app_name = "rituals"
_ACT = {"kind": "act"}
_ORDER = "p/<slug:slug>/rituals/<slug:ritual>/order/<int:year>"
urlpatterns = [
    path("p/<slug:slug>/candle/", candles.candle, name="candle"),
    path("p/<slug:slug>/rituals/", rituals.many, name="rituals"),
    path("p/<slug:slug>/rituals/begin/", beginning.offered, name="begin"),
    path("p/<slug:slug>/rituals/begin/<slug:kind>/", beginning.begin, name="begin-kind"),
    path("p/<slug:slug>/rituals/acts/", acts.back, name="acts"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/", acts.one, name="act"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/edit/", acts.edit, name="act-edit"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/versions/", acts.versions, name="act-versions"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/photographs/", beside.photographs, _ACT, name="act-beside"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/put-away/", away.put_away, _ACT, name="act-put-away"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/away/", away.away, _ACT, name="act-away"),
    path("p/<slug:slug>/rituals/acts/<slug:public_id>/bring-back/", away.bring_back, _ACT, name="act-bring-back"),
    path("p/<slug:slug>/rituals/<slug:ritual>/", rituals.one, name="ritual"),
    path("p/<slug:slug>/rituals/<slug:ritual>/table.csv", rituals.table, name="table"),
    path("p/<slug:slug>/rituals/<slug:ritual>/add/", acts.add, name="act-add"),
    path("p/<slug:slug>/rituals/<slug:ritual>/change/", beginning.change, name="change"),
    path(f"{_ORDER}/", orders.order, name="order"),
    path(f"{_ORDER}/begin/", orders.begin, name="order-begin"),
    path(f"{_ORDER}/change/", orders.change, name="order-change"),
    path(f"{_ORDER}/add/", orders.add_part, name="order-add"),
    path(f"{_ORDER}/part/<slug:public_id>/", orders.part, name="order-part"),
    path(f"{_ORDER}/answer/", orders.answer, name="order-answer"),
    path(f"{_ORDER}/large/", orders.large, name="order-large"),
    path(f"{_ORDER}/sheet-<slug:paper>.pdf", orders.sheet, name="order-sheet"),
    path("p/<slug:slug>/rituals/<slug:ritual>/bring-back/", beginning.bring_back, name="bring-back"),
]
