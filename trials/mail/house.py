"""Debian's Postfix and Dovecot in a folder of their own: a mail server that delivers into mailboxes, and IMAP to read them.

Nothing of the machine's own mail is touched: both are given their whole configuration here.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from trials.running import free_port

DOMAIN, AWAY, PASSWORD = "example.org", "away.example", "read-it"
#: Messages to any address of it are handed in by LMTP at ``door_port``, again and again until they are taken.
DOOR = "door.example"
#: Whom the mailboxes belong to; a system user that every Debian has.
_OWNER = 8

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mail.house.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_alias_domains = {away}
virtual_alias_maps = inline:{{ someone@{away}=nobody@{domain} }}
virtual_mailbox_domains = {domain}, house.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {mailboxes} }}
recipient_delimiter = +
relay_domains = {door}
relay_recipient_maps =
transport_maps = inline:{{ {door}=lmtp:inet:127.0.0.1:{door_port} }}
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
virtual_minimum_uid = {owner}
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_relay_restrictions = permit_mynetworks, reject
smtp_tls_security_level = none
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
_DOVECOT = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%n/Maildir
first_valid_uid = {owner}
first_valid_gid = {owner}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner} home={folder}/mail/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


def lacking() -> str:
    """What this machine lacks for it, in a sentence; empty where nothing does."""
    programs = ("/usr/sbin/postfix", "/usr/sbin/dovecot")
    found = [one for one in programs if not Path(one).exists()]
    if found:
        return f"{' and '.join(found)} is not there: apt-get install postfix dovecot-imapd"
    return "" if os.geteuid() == 0 else "Postfix delivers into mailboxes of others, so this needs root."


class House:
    """A mail server with a mailbox for each of some addresses, from entering to leaving.

    What follows a ``+`` does not count. Any other address of ``DOMAIN`` is refused at once. ``someone@`` at ``AWAY``
    is taken, and then comes back.
    """

    def __init__(self, folder: Path, addresses: Sequence[str]) -> None:
        self._folder, self._addresses = folder, addresses
        self.smtp_port, self.imap_port, self.door_port = free_port(), free_port(), free_port()
        self._imap: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # Both give up their rights, and must be let through to what is theirs.
        self._folder.parent.chmod(0o755)
        for name in ("queue", "data", "mail", "dovecot", "etc"):
            (self._folder / name).mkdir(parents=True)
        os.chown(self._folder / "mail", _OWNER, _OWNER)
        shutil.chown(self._folder / "data", "postfix", "postfix")
        mailboxes = (f"{one}={one.partition('@')[0]}/Maildir/" for one in self._addresses)
        self._write("etc/main.cf", _MAIN, mailboxes=", ".join(mailboxes))
        self._write("etc/master.cf", _MASTER, port=self.smtp_port)
        self._write("dovecot.conf", _DOVECOT, port=self.imap_port)
        self._postfix("start")
        self._imap = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(self._folder / "dovecot.conf")])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._postfix("stop")
        if self._imap is not None:
            self._imap.send_signal(signal.SIGTERM)
            self._imap.wait(20)

    def until_delivered(self, count: int, *, to: str | None = None, seconds: float = 60) -> bool:
        """Wait until so many messages lie in the mailboxes, or in one of them; whether they do."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = list((self._folder / "mail").glob(f"{to or '*'}/Maildir/new/*"))
            found += list((self._folder / "mail").glob(f"{to or '*'}/Maildir/cur/*"))
            if len(found) >= count:
                return True
            time.sleep(0.1)
        return False

    def _write(self, name: str, text: str, **words: object) -> None:
        values = {
            "folder": self._folder,
            "domain": DOMAIN,
            "away": AWAY,
            "door": DOOR,
            "door_port": self.door_port,
            "owner": _OWNER,
            "password": PASSWORD,
            **words,
        }
        (self._folder / name).write_text(text.format(**values))

    def _postfix(self, word: str) -> None:
        subprocess.run(["/usr/sbin/postfix", "-c", str(self._folder / "etc"), word], check=word == "start", timeout=60)
