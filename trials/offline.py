"""What lies in a folder that no server runs on, read with nothing of the program's: SQLite and checksums."""

import hashlib
import sqlite3
from pathlib import Path

from trials.reading import Found

_PICTURES = """
    SELECT picture.public_id, original.sha256 FROM keepsakes_picture picture
    JOIN keepsakes_original original ON original.id = picture.original_id
"""
_KEPT = """
    SELECT public_id, body FROM entries_entry WHERE state = 'kept'
    UNION ALL SELECT entry.public_id, version.body FROM entries_entryversion version
    JOIN entries_entry entry ON entry.id = version.entry_id
"""
_PARTS = "SELECT public_id, received, picture_id FROM keepsakes_upload"
_DRAFTS = """
    SELECT entry.public_id, draft.body FROM entries_entrydraft draft
    JOIN entries_entry entry ON entry.id = draft.entry_id WHERE draft.closed_at IS NULL
"""


def in_folder(home: Path, slug: str) -> Found:
    """Read everything of one place. What keeps from reading at all is a complaint."""
    found = Found()
    if not (home / "secret_key").is_file() or not (home / "secret_key").read_text().strip():
        found.complaints.append("the secret key is gone")
    whole = _whole_originals(home, found)
    path = home / "yearlight.sqlite3"
    if not path.is_file():
        found.complaints.append("the database is gone")
        return found
    # Opened for writing, as a start opens it: SQLite then takes up what its log holds.
    database = sqlite3.connect(path, timeout=5)
    try:
        _read_rows(database, found, slug, whole)
        _read_parts(database, found, home, slug)
    except sqlite3.DatabaseError as error:
        found.complaints.append(f"the database: {error}")
    finally:
        database.close()
    return found


def _read_rows(database: sqlite3.Connection, found: Found, slug: str, whole: set[str]) -> None:
    for (line,) in database.execute("PRAGMA integrity_check"):
        if line != "ok":
            found.complaints.append(f"the database: {line}")
    found.complaints += [f"a loose row: {row}" for row in database.execute("PRAGMA foreign_key_check")]
    for public_id, sha256 in database.execute(_PICTURES):
        found.pictures[f"/p/{slug}/photos/{public_id}/"] = sha256 if sha256 in whole else ""
    for letter, body in database.execute(_KEPT):
        found.read(letter, found.kept, body)
    for letter, body in database.execute(_DRAFTS):
        found.read(letter, found.drafts, body)


def _read_parts(database: sqlite3.Connection, found: Found, home: Path, slug: str) -> None:
    """The bytes that rows count of each file on its way. One that was kept lies there no more."""
    for public_id, received, picture in database.execute(_PARTS):
        path = home / "uploads" / public_id
        data = path.read_bytes()[:received] if path.is_file() else b""
        if len(data) < received and picture is None:
            found.half.append(f"upload {public_id}: {len(data)} of {received}")
        found.parts[f"/p/{slug}/uploads/{public_id}/"] = data


def _whole_originals(home: Path, found: Found) -> set[str]:
    """The originals whose bytes are those their names tell; any other one is half a file under a whole one's name."""
    whole = set()
    for path in (home / "originals").glob("??/??/*"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == path.name:
            whole.add(path.name)
        else:
            found.half.append(f"original {path.name[:12]}")
    return whole
