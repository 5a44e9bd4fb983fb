"""A bucket tried out at each start: what the originals rely on is asked for before anything is kept there."""

import base64
import contextlib
import hashlib
import logging
import os
import secrets
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.keepsakes.bucket import client_of

logger = logging.getLogger(__name__)

_SAID = b"Yearlight tries this bucket. This object can go."
_OTHER = b"These bytes were never to be there."


class WrongBucket(YearlightError):  # noqa: N818
    """The bucket cannot be reached, or does not keep what an original needs."""

    code = "wrong_bucket"


def try_out() -> None:
    """Write, read, list and remove one small object, and see that nobody else may. Raises ``WrongBucket`` with the reason."""
    client, key = client_of(os.getpid()), f"tried/{secrets.token_hex(8)}"
    given = {"Bucket": settings.YEARLIGHT_S3_BUCKET, "Key": key}
    try:
        _try(client, given)
    except (ClientError, BotoCoreError, OSError) as error:
        raise _wrong(str(error)) from error
    finally:
        with contextlib.suppress(ClientError, BotoCoreError, OSError):
            client.delete_object(**given)


def _try(client: Any, given: dict[str, str]) -> None:
    client.put_object(Body=_SAID, ContentMD5=_md5(_SAID), **given)
    _must(client.get_object(**given)["Body"].read() == _SAID, _("It gives other bytes than it was sent."))
    _must(_is_refused(lambda: client.put_object(Body=_OTHER, ContentMD5=_md5(_SAID), **given)), _damaged())
    strangers = client_of(os.getpid(), is_anonymous=True)
    _must(_is_refused(lambda: strangers.get_object(**given)), _("Anybody can read it, also without the key."))
    listed = client.list_objects_v2(Bucket=given["Bucket"], Prefix=given["Key"]).get("Contents", [])
    _must([one["Key"] for one in listed] == [given["Key"]], _("It does not list what lies in it."))
    if not _is_refused(lambda: client.put_object(Body=_SAID, ContentMD5=_md5(_SAID), IfNoneMatch="*", **given)):
        # Two who send the same bytes at once write the same bytes: what is lost is one sending.
        logger.info("The bucket takes an object a second time where it was asked not to.")
    client.delete_object(**given)
    _must(_is_refused(lambda: client.head_object(**given)), _("What is removed stays in it."))


def _must(is_so: bool, reason: str) -> None:
    if not is_so:
        raise _wrong(reason)


def _is_refused(ask: Callable[[], Any]) -> bool:
    try:
        ask()
    except ClientError:
        return True
    return False


def _damaged() -> str:
    return _("It takes bytes that were damaged on their way.")


def _md5(data: bytes) -> str:
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()


def _wrong(reason: str) -> WrongBucket:
    told = {"bucket": settings.YEARLIGHT_S3_BUCKET, "reason": reason}
    return WrongBucket(
        _(
            "The bucket %(bucket)s cannot hold the originals: %(reason)s Nothing was kept in it, and nothing was started."
        )
        % told
    )
