"""Every folder's addresses, in one list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("", include("yearlight.people.urls")),
    path("", include("yearlight.memorials.urls")),
    path("", include("yearlight.keepsakes.urls")),
    path("", include("yearlight.entries.urls")),
    path("", include("yearlight.children.urls")),
    path("", include("yearlight.entries.word_urls")),
    path("", include("yearlight.rituals.urls")),
    path("", include("yearlight.reminders.urls")),
    path("host/", include("yearlight.pages.host_urls")),
    path("", include("yearlight.pages.urls")),
]
handler400 = "yearlight.pages.views.plain.bad_request"
handler403 = "yearlight.pages.views.plain.forbidden"
handler404 = "yearlight.pages.views.plain.not_found"
# Not one of Django's: the library of signing in asks for it.
handler429 = "yearlight.pages.views.plain.too_many"
handler500 = "yearlight.pages.views.plain.server_error"
