"""Where a browser takes messages, cleaned."""

from typing import Any

from django import forms
from django.conf import settings

from yearlight.core import outside
from yearlight.reminders import push


class DeviceForm(forms.Form):
    """Where a browser takes messages, as it says itself."""

    endpoint = forms.CharField(max_length=2048, strip=False)
    p256dh = forms.CharField(max_length=120, strip=False)
    auth = forms.CharField(max_length=40, strip=False)

    def clean_endpoint(self) -> str:
        endpoint = str(self.cleaned_data["endpoint"])
        try:
            outside.checked(endpoint, settings.YEARLIGHT_PUSH_SERVICES)
        except outside.NotAllowed as fault:
            raise forms.ValidationError(str(fault)) from fault
        return endpoint

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not push.are_keys(data.get("p256dh", ""), data.get("auth", "")):
            raise forms.ValidationError("its keys")
        return data
