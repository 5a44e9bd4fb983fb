"""Makes the folder ready before the site starts: the right kind of disk, the database of this version, its cache."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.core.files import fsync_folder

#: File systems of another machine. SQLite's WAL needs memory that all its processes share, which these cannot give.
_OF_A_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "glusterfs", "fuse.glusterfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.s3fs", "davfs", "fuse.davfs2", "beegfs", "ocfs2", "gfs2"}
)
_SNAPSHOTS_KEPT = 3


class WrongDisk(YearlightError):  # noqa: N818
    """The folder lies where a database cannot be kept safely."""

    code = "wrong_disk"


class NoFolder(YearlightError):  # noqa: N818
    """The folder cannot be made or written."""

    code = "no_folder"


def prepare(*, now: datetime) -> list[str]:
    """Make everything in the folder ready; safe to repeat, and quick where nothing is to be done.

    Returns the names of the migrations that were applied. An existing database is copied aside
    before it is changed. Raises ``NoFolder`` and ``WrongDisk``.
    """
    home = Path(settings.YEARLIGHT_HOME)
    _make_folder(home)
    kind = file_system_of(home)
    if kind in _OF_A_NETWORK:
        raise WrongDisk(
            _(
                "%(home)s lies on a network drive (%(kind)s). A database cannot be kept there without danger to what is "
                "written in it. Nothing was changed. Name a folder on a disk of this machine with YEARLIGHT_HOME."
            )
            % {"home": home, "kind": kind}
        )
    return _bring_up_to_date(home, now)


def try_store() -> None:
    """See that the store of the originals keeps what it must, where it is a bucket. Raises ``WrongBucket``."""
    if settings.YEARLIGHT_S3_BUCKET:
        # The program that speaks to buckets is large, and comes only where there is one.
        from yearlight.keepsakes import tried  # noqa: PLC0415

        tried.try_out()


def file_system_of(folder: Path, *, mounts: str | None = None) -> str:
    """The kind of file system that holds a folder, as the kernel names it; empty where it does not say.

    ``mounts`` is the text of ``/proc/self/mountinfo``.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    place, found, depth = folder.resolve(), "", -1
    for line in mounts.splitlines():
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].encode().decode("unicode_escape"))
        # Of two on one point the later lies on top.
        if place.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = after.split()[0], len(point.parts)
    return found


def _make_folder(home: Path) -> None:
    try:
        if not home.is_dir():
            home.mkdir(parents=True, mode=0o750)
            fsync_folder(home.parent)
    except OSError as error:
        raise NoFolder(
            _("%(home)s cannot be made: %(reason)s. Name another folder with YEARLIGHT_HOME.")
            % {"home": home, "reason": error.strerror or error}
        ) from error


def _bring_up_to_date(home: Path, now: datetime) -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan and executor.loader.applied_migrations:
        _copy_aside(home / "before-upgrade", now)
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    if "cache" not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    if "cache" in connection.introspection.table_names():
        open_doors()
    if plan:
        fsync_folder(home)
    return [f"{migration.app_label}.{migration.name}" for migration, _is_backwards in plan]


def open_doors() -> None:
    """Let go of what a process that was killed held while it counted a knock at a door.

    Otherwise whoever knocks next, within ten seconds, is told that they knocked too often.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE cache_key LIKE %s", ["%:lock"])


def _copy_aside(folder: Path, now: datetime) -> None:
    """A whole copy of the database before a newer version changes it; the last few are kept."""
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{now:%Y%m%dT%H%M%S}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    fsync_folder(folder)
    for old in sorted(folder.glob("*.sqlite3"))[:-_SNAPSHOTS_KEPT]:
        old.unlink()
