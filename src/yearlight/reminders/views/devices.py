"""The browsers that show one's messages: adding this one, trying one, ending one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yearlight.core import clock
from yearlight.people.request import viewer as viewer_of
from yearlight.reminders import browsers
from yearlight.reminders.actions import devices
from yearlight.reminders.forms import DeviceForm
from yearlight.reminders.queries import devices as queries
from yearlight.web import doors


@require_http_methods(["GET", "HEAD", "POST"])
def devices_page(request: HttpRequest) -> HttpResponse:
    """One's own devices. What is pressed there, or on a page that includes them, is answered here."""
    if request.method == "POST":
        too_many = doors.too_many(request, "device")
        return too_many or _pressed(request)
    return render(request, "reminders/devices.html", {"devices": queries.own_devices(viewer_of(request))})


def _pressed(request: HttpRequest) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "add":
        _add(request)
    elif do in ("end", "try"):
        _end_or_try(request, do)
    return redirect("reminders:devices")


def _add(request: HttpRequest) -> None:
    form, name = DeviceForm(request.POST), browsers.called(request.headers.get("User-Agent", ""))
    if not form.is_valid() or not queries.own_devices(viewer_of(request)).key:
        messages.error(request, _("Messages cannot be sent to this browser from here. Nothing is changed."))
        return
    try:
        devices.add(viewer_of(request), **form.cleaned_data, name=name, now=clock.now())
    except devices.NotAdded as fault:
        messages.error(request, fault.sentence)
    else:
        messages.info(request, _("Messages come to this browser now, on the days you chose and on no others."))


def _end_or_try(request: HttpRequest, do: str) -> None:
    device = queries.own_device(viewer_of(request), request.POST.get("device", ""))
    if device is None:
        raise Http404
    if do == "end":
        devices.end(viewer_of(request), device=device, now=clock.now())
        messages.info(request, _("No more messages go to that device."))
    elif devices.try_out(device, now=clock.now()):
        messages.info(request, _("It is on its way. It arrives within a minute where the device has a connection."))
    else:
        messages.error(
            request,
            _(
                "The message was not taken. If the device is no longer in the list, add it again there; if it is, try later."
            ),
        )
