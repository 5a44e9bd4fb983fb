"""Addresses of one's own reminders, of the outbox, of the calendar feed, and of the links in messages."""

from django.urls import path

from yearlight.reminders.views import answers, devices, feed, links, outbox, own, sent, word, word_link

app_name = "reminders"
urlpatterns = [
    path("me/reminders/", own.reminders, name="reminders"),
    path("me/reminders/how/", own.ways, name="ways"),
    path("me/reminders/hours/", own.hours, name="hours"),
    path("me/reminders/subject/", own.subject, name="subject"),
    path("me/reminders/answers/", answers.answers, name="answers"),
    path("me/reminders/day/<str:key>/", own.leads_of, name="leads"),
    path("me/reminders/sent/", sent.sent, name="sent"),
    path("me/reminders/sent/<int:year>/", sent.sent, name="sent-in"),
    path("me/outbox/", outbox.outbox, name="outbox"),
    path("me/feed/", feed.feed, name="feed"),
    path("feed/<slug:token>.ics", feed.feed_file, name="feed-file"),
    path("me/reminders/devices/", devices.devices_page, name="devices"),
    path("p/<slug:slug>/word/", word_link.word_link, name="word-link"),
    path("p/<slug:slug>/remind/", word.near, name="word-near"),
    path("word/<slug:token>/", word.word, name="word"),
    path("word/confirm/<str:token>/", word.confirm, name="word-confirm"),
    path("r/<str:token>/", links.change, name="link"),
    path("r/<str:token>/stop/", links.stop, name="link-stop"),
    path("r/<str:token>/pause/", links.pause, name="link-pause"),
    path("r/<str:token>/everything/", links.everything, name="link-everything"),
]
