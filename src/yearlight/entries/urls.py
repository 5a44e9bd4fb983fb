from django.urls import URLPattern, path

app_name = "entries"
urlpatterns: list[URLPattern] = []
