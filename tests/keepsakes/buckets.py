"""A bucket in memory that answers as S3 does, with the ways in which real ones go wrong."""

# ruff: noqa: N803 -- the arguments are named as the service names them
import base64
import hashlib
from io import BytesIO
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError


class MemoryBucket:
    """The calls of an S3 client that are used here. What is set on it makes it a worse one."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.calls: list[str] = []
        #: It is away; it damages what it stores; it has no room; it looks at no MD5; it overwrites; strangers may read.
        self.is_away = self.damages = self.is_full = self.trusts = self.overwrites = self.is_open = False
        #: There is no such bucket.
        self.is_gone = False
        #: So many names on a page, and after which page the listing breaks off.
        self.a_page, self.breaks_after = 2, 0

    def put_object(self, *, Bucket: str, Key: str, Body: Any, ContentMD5: str, **more: Any) -> dict[str, Any]:
        data = self._taken("put_object", Body, ContentMD5)
        if more.get("IfNoneMatch") == "*" and Key in self.objects and not self.overwrites:
            raise _no("PreconditionFailed", 412)
        self.objects[Key] = data[:-1] + b"!" if self.damages and Key.startswith("originals/") else data
        return {}

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        self._asked("get_object")
        if Key not in self.objects:
            raise _no("NoSuchKey", 404)
        return {"Body": BytesIO(self.objects[Key])}

    def head_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        self._asked("head_object")
        if Key not in self.objects:
            raise _no("404", 404)
        return {"ContentLength": len(self.objects[Key])}

    def head_bucket(self, *, Bucket: str) -> dict[str, Any]:
        self._asked("head_bucket")
        return {}

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        self._asked("delete_object")
        self.objects.pop(Key, None)
        return {}

    def copy_object(self, *, Bucket: str, Key: str, CopySource: str) -> dict[str, Any]:
        self._asked("copy_object")
        self.objects[Key] = self.objects[CopySource.partition("/")[2]]
        return {}

    def list_objects_v2(self, *, Bucket: str, Prefix: str) -> dict[str, Any]:
        self._asked("list_objects_v2")
        return {"Contents": self._contents(Prefix)}

    def get_paginator(self, _name: str) -> "MemoryBucket":
        return self

    def paginate(self, *, Bucket: str, Prefix: str) -> Any:
        found = self._contents(Prefix)
        for number, start in enumerate(range(0, max(1, len(found)), self.a_page), 1):
            self._asked("list")
            if self.breaks_after and number > self.breaks_after:
                raise _no("InternalError", 500)
            yield {"Contents": found[start : start + self.a_page]} if found else {}

    def create_multipart_upload(self, *, Bucket: str, Key: str, **_more: Any) -> dict[str, Any]:
        self._asked("create_multipart_upload")
        self.parts[Key] = {}
        return {"UploadId": Key}

    def upload_part(
        self,
        *,
        Bucket: str,
        Key: str,
        UploadId: str,
        PartNumber: int,
        Body: Any,
        ContentMD5: str,
    ) -> dict[str, Any]:
        self.parts[UploadId][PartNumber] = self._taken("upload_part", Body, ContentMD5)
        return {"ETag": str(PartNumber)}

    def complete_multipart_upload(
        self, *, Bucket: str, Key: str, UploadId: str, MultipartUpload: Any
    ) -> dict[str, Any]:
        self._asked("complete_multipart_upload")
        parts = self.parts.pop(UploadId)
        self.objects[Key] = b"".join(parts[one["PartNumber"]] for one in MultipartUpload["Parts"])
        return {}

    def abort_multipart_upload(self, *, Bucket: str, Key: str, UploadId: str) -> dict[str, Any]:
        self.parts.pop(UploadId, None)
        return {}

    def _contents(self, prefix: str) -> list[dict[str, Any]]:
        return [{"Key": key, "Size": len(data)} for key, data in sorted(self.objects.items()) if key.startswith(prefix)]

    def _taken(self, call: str, body: Any, md5: str) -> bytes:
        self._asked(call)
        data: bytes = body if isinstance(body, bytes) else body.read()
        if self.is_full:
            raise _no("QuotaExceeded", 403)
        if not self.trusts and base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode() != md5:
            raise _no("BadDigest", 400)
        return data

    def _asked(self, call: str) -> None:
        self.calls.append(call)
        if self.is_away:
            raise EndpointConnectionError(endpoint_url="https://bucket.invalid")
        if self.is_gone:
            # What asks for no body is told no more than the number.
            raise _no("404" if call.startswith("head") else "NoSuchBucket", 404)


class Stranger(MemoryBucket):
    """The same bucket for somebody without the key."""

    def __init__(self, bucket: MemoryBucket) -> None:
        super().__init__()
        self._bucket = bucket

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        if not self._bucket.is_open:
            raise _no("AccessDenied", 403)
        return self._bucket.get_object(Bucket=Bucket, Key=Key)


def _no(code: str, status: int) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "asked")
