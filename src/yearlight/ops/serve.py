"""The site and its worker as one tree of processes, which begins, lives and ends together. See decision 0003."""

import contextlib
import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
from multiprocessing.context import ForkProcess
from typing import Any

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from yearlight.core.errors import YearlightError
from yearlight.ops import worker

logger = logging.getLogger(__name__)

_PARENT_DIED_SIGNAL = 1
#: glibc's number for it. Set at all, it stays: otherwise the first large piece, such as a password's hash needs,
#: raises it, and 20 MB and more are never given back.
_TRIM_THRESHOLD, _FREE_BYTES_KEPT = -1, 256 * 1024
_DRAIN_SECONDS = 15
#: Between the end of a worker that should have gone on and the next one.
_BREATH_SECONDS = 2.0


class PortIsTaken(YearlightError):  # noqa: N818
    """Another program listens at this address, or it is not this machine's."""

    code = "port_is_taken"


def take_port() -> None:
    """See that the address can be listened at. Raises ``PortIsTaken``."""
    host, port = settings.YEARLIGHT_HOST, settings.PORT
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortIsTaken(_port_sentence(host, port, error)) from error


def address() -> str:
    """The address that people on this machine type, or the one that was set."""
    if settings.YEARLIGHT_ADDRESS:
        return str(settings.YEARLIGHT_ADDRESS)
    # A name and not a number: passkeys belong to names.
    host = "localhost" if settings.YEARLIGHT_HOST in ("127.0.0.1", "0.0.0.0", "::1", "::") else settings.YEARLIGHT_HOST  # noqa: S104
    return f"http://{host}:{settings.PORT}"


def serve() -> None:
    """Answer requests and do later work until the process is told to end.

    Everything is loaded once, before the processes part, so that they share it in memory.
    """
    _give_memory_back()
    application = _loaded()
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.enable()
    multiprocessing.set_start_method("fork", force=True)
    tending = _Tending()
    server = Server(
        settings.WSGI_APPLICATION,
        address=settings.YEARLIGHT_HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.YEARLIGHT_PROCESSES,
        blocking_threads=settings.YEARLIGHT_THREADS,
        runtime_blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_DRAIN_SECONDS,
    )

    def load(_target: str) -> Any:
        end_with(os.getppid())
        return application

    tending.begin()
    try:
        server.serve(target_loader=load)
    finally:
        tending.end()


def _loaded() -> Any:
    """The application with every address and view, the frame of pages, and all later work.

    Otherwise each process would load its own, and whoever asks first after a start would wait for it.
    """
    application = import_string(settings.WSGI_APPLICATION)
    _addresses = get_resolver().reverse_dict
    get_template("base.html")
    for one in worker.RECURRING:
        import_string(one.task)
    return application


def _give_memory_back() -> None:
    """Have the C library return what is free to the system, where it is one that can be told so."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_TRIM_THRESHOLD, _FREE_BYTES_KEPT)


def end_with(parent: int) -> None:
    """From now on this process ends when its parent does, even when that is killed and can tell nobody."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DIED_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


class _Tending:
    """Keeps one worker process alive: one that ends by itself is followed by another."""

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self._process = self._make()
        self._thread = threading.Thread(target=self._tend, daemon=True)

    def begin(self) -> None:
        self._process.start()
        self._thread.start()

    def end(self) -> None:
        """Ask the worker to finish what it holds, and wait for it."""
        self._is_over.set()
        self._process.terminate()
        self._process.join(_DRAIN_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _make(self) -> ForkProcess:
        return multiprocessing.get_context("fork").Process(target=_work, args=(os.getpid(),), name="worker")

    def _tend(self) -> None:
        while True:
            self._process.join()
            if self._is_over.wait(_BREATH_SECONDS):
                return
            logger.warning("The worker ended with code %s; another one begins.", self._process.exitcode)
            self._process = self._make()
            self._process.start()


def _work(parent: int) -> None:
    # What the server in the parent does with these signals is not for this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    worker.work()


def _port_sentence(host: str, port: int, error: OSError) -> str:
    return _(
        "Port %(port)s at %(host)s cannot be used (%(reason)s); perhaps Yearlight runs already, or another program does. "
        "Nothing was changed. Choose another port: PORT=%(other)s make run"
    ) % {"port": port, "host": host, "reason": error.strerror or error, "other": port + 1 if port < 65535 else 8000}
