from django.urls import URLPattern, path

app_name = "keepsakes"
urlpatterns: list[URLPattern] = []
