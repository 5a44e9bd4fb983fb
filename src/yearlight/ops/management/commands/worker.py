from typing import Any

from django.core.management.base import BaseCommand

from yearlight.core import clock
from yearlight.ops import prepare, worker


class Command(BaseCommand):
    help = "Do later work only, beside a site that runs elsewhere. Several may run."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare.prepare(now=clock.now())
        worker.work()
