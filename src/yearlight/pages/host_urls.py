"""Addresses of whoever looks after the site."""

from django.urls import path

from yearlight.pages.views import host, host_accounts, host_families

app_name = "host"
urlpatterns = [
    path("", host.home, name="home"),
    path("accounts/", host_accounts.accounts, name="accounts"),
    path("accounts/<slug:public_id>/", host_accounts.account, name="account"),
    path("families/", host_families.families, name="families"),
    path("families/invite/", host_families.invite, name="invite"),
    path("families/<slug:public_id>/", host_families.family, name="family"),
    path("mail/", host.mail, name="mail"),
    path("doors/", host.doors, name="doors"),
    path("texts/<slug:text>/", host.text, name="text"),
]
