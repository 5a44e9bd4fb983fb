"""An S3 server of its own for a trial: OpenStack Swift with its S3 interface, one node on this machine.

It comes from an environment with ``swift`` in it (Apache-2.0), which ``--swift`` names. Of what it keeps there is one copy,
on the disk of the trial.
"""

import getpass
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from trials.running import free_port

KEY, SECRET = "trial:people", "a-secret-of-the-trial"
_RINGS = ("account", "container", "object")
_COMMON = "bind_ip = 127.0.0.1\nbind_port = {port}\nworkers = 1\nuser = {user}\nswift_dir = {folder}\n"
_PIPELINE = "catch_errors cache s3api tempauth bulk slo dlo proxy-server"
_FILTERS = {
    "s3api": "use = egg:swift#s3api\nlocation = us-east-1\n",
    "tempauth": f"use = egg:swift#tempauth\nuser_trial_people = {SECRET} .admin\n",
    "cache": "use = egg:swift#memcache\n",
    **{name: f"use = egg:swift#{name}\n" for name in ("catch_errors", "bulk", "slo", "dlo")},
}


class Swift:
    """Four processes on a folder; ``kill`` ends one as a crash does, and ``start`` brings it back."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._ports = {name: free_port() for name in (*_RINGS, "proxy")}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.url = f"http://127.0.0.1:{self._ports['proxy']}"

    def settings(self, bucket: str) -> dict[str, str]:
        """What Yearlight is told of it."""
        told = {"BUCKET": bucket, "ENDPOINT": self.url, "KEY": KEY, "SECRET": SECRET}
        return {f"YEARLIGHT_S3_{name}": value for name, value in told.items()}

    def start(self, name: str) -> None:
        """Start one of its processes."""
        log = (self._folder / f"{name}.log").open("ab")
        words = [str(self._programs / f"swift-{name}-server"), str(self._folder / f"{name}.conf")]
        self._running[name] = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        log.close()

    def kill(self, name: str) -> None:
        """SIGKILL to one of them and to its own workers."""
        process = self._running.pop(name)
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
        process.wait()

    def make(self, bucket: str) -> None:
        """A bucket that takes and gives objects, as soon as there is one."""
        config = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
        keys = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
        client = boto3.client("s3", endpoint_url=self.url, config=config, **keys)
        until = time.monotonic() + 60
        while True:
            try:
                client.create_bucket(Bucket=bucket)
            except client.exceptions.BucketAlreadyOwnedByYou:
                pass
            except (ClientError, BotoCoreError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
                continue
            try:
                client.put_object(Bucket=bucket, Key="ready", Body=b"ready")
                client.delete_object(Bucket=bucket, Key="ready")
                return
            except (ClientError, BotoCoreError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def __enter__(self) -> Self:
        self._write()
        for name in (*_RINGS, "proxy"):
            self.start(name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self._running):
            self.kill(name)

    def _write(self) -> None:
        """Its configuration, and rings of one device."""
        (self._folder / "disks" / "one").mkdir(parents=True)
        hashing = "[swift-hash]\nswift_hash_path_prefix = trial\nswift_hash_path_suffix = trial\n"
        policy = "[storage-policy:0]\nname = one\ndefault = yes\n"
        (self._folder / "swift.conf").write_text(hashing + policy)
        for name in _RINGS:
            mine = f"devices = {self._folder / 'disks'}\nmount_check = false\n"
            jobs = "".join(f"[{name}-{job}]\n" for job in ("replicator", "updater", "auditor"))
            app = f"[pipeline:main]\npipeline = {name}-server\n[app:{name}-server]\nuse = egg:swift#{name}\n{jobs}"
            (self._folder / f"{name}.conf").write_text(f"[DEFAULT]\n{self._common(name)}{mine}{app}")
            builder = self._folder / f"{name}.builder"
            self._ring(builder, "create", "4", "1", "1")
            self._ring(builder, "add", f"r1z1-127.0.0.1:{self._ports[name]}/one", "1")
            self._ring(builder, "rebalance")
        # A node that came back is asked again at once; by itself the proxy would leave it alone for a minute.
        app = "use = egg:swift#proxy\nerror_suppression_interval = 0.5\nerror_suppression_limit = 1000\n"
        app += "account_autocreate = true\nallow_account_management = true\n"
        filters = "".join(f"[filter:{name}]\n{words}" for name, words in _FILTERS.items())
        pipeline = f"[pipeline:main]\npipeline = {_PIPELINE}\n[app:proxy-server]\n{app}{filters}"
        (self._folder / "proxy.conf").write_text(f"[DEFAULT]\n{self._common('proxy')}{pipeline}")

    def _common(self, name: str) -> str:
        return _COMMON.format(port=self._ports[name], user=getpass.getuser(), folder=self._folder)

    def _ring(self, builder: Path, *words: str) -> None:
        # Its second exit code says that there is too little to balance: there is one device.
        subprocess.run([self._programs / "swift-ring-builder", builder, *words], capture_output=True, check=False)
