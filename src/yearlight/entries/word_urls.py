"""Addresses of kind words: those that anybody of a place reads or writes, and those of its keepers."""

from django.urls import path

from yearlight.entries.views import deciding, enclosed, wishing, words
from yearlight.keepsakes import converters as _converters  # noqa: F401  it makes them known

app_name = "words"
_PICTURE = "p/<slug:slug>/words/<slug:public_id>/picture/<slug:picture_id>/"
urlpatterns = [
    path("p/<slug:slug>/words/", words.many, name="words"),
    path("p/<slug:slug>/words/rules/", words.rules, name="rules"),
    path("p/<slug:slug>/words/write/", words.write, name="write"),
    path("p/<slug:slug>/words/mine/", words.mine, name="mine"),
    path("p/<slug:slug>/words/mine/<slug:public_id>/", words.change, name="change"),
    path("p/<slug:slug>/words/mine/<slug:public_id>/withdraw/", words.withdraw, name="withdraw"),
    path("p/<slug:slug>/words/mine/<slug:public_id>/bring-back/", words.bring_back, name="bring-back"),
    path("p/<slug:slug>/words/inbox/", deciding.inbox, name="inbox"),
    path("p/<slug:slug>/words/readers/", deciding.readers, name="readers"),
    path("p/<slug:slug>/words/away/", deciding.away, name="away"),
    path("p/<slug:slug>/words/thanks/", deciding.thank, name="thank-all"),
    path("p/<slug:slug>/words/<slug:public_id>/", deciding.word, name="word"),
    path("p/<slug:slug>/words/<slug:public_id>/wish/", wishing.wish, name="ask-to-hide"),
    path("p/<slug:slug>/words/<slug:public_id>/wish/take-back/", wishing.take_back, name="take-wish-back"),
    path(f"{_PICTURE}<size:name>.<ending:ending>", enclosed.size, name="picture"),
    path(f"{_PICTURE}play.<played:ending>", enclosed.play, name="recording"),
    path(f"{_PICTURE}original", enclosed.original, name="picture-original"),
    path("p/<slug:slug>/words/<slug:public_id>/thanks/", deciding.thank, name="thank"),
]
