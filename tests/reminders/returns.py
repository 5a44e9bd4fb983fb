"""Messages that came back, as mail servers write them."""

_REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@relay.example>
To: days@house.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261114080203.AB12@relay.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host relay.example.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Sat, 14 Nov 2026 08:02:01 +0000

Final-Recipient: rfc822; mara@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <mara@example.org>: no such user

--b1
{original}
--b1--
"""
_HEADERS = """\
Content-Type: text/rfc822-headers

From: Yearlight <days@house.example>
Message-ID: {message_id}
Subject: A day in your year
"""
_WHOLE = """\
Content-Type: message/rfc822

From: Yearlight <days@house.example>
Message-ID: {message_id}
Subject: A day in your year
Content-Type: text/plain

Tomorrow is a day in your year.
"""


def report(
    message_id: str, *, action: str = "failed", status: str = "5.1.1", is_whole: bool = False, eol: str = "\r\n"
) -> bytes:
    """What a server says of one message of ours."""
    original = (_WHOLE if is_whole else _HEADERS).format(message_id=message_id)
    return _REPORT.format(action=action, status=status, original=original).replace("\n", eol).encode()
