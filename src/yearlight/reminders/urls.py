"""Addresses of the calendar feed."""

from django.urls import path

from yearlight.reminders.views import feed

app_name = "reminders"
urlpatterns = [
    path("me/feed/", feed.feed, name="feed"),
    path("feed/<slug:token>.ics", feed.feed_file, name="feed-file"),
]
