from django.urls import URLPattern, path

app_name = "memorials"
urlpatterns: list[URLPattern] = []
