"""The way to the network's relay: one message handed over, or why not, and whether it is worth another try."""

import smtplib
import ssl
import time
from contextlib import suppress
from pathlib import Path

from campaign import settings

LATELY = 24 * 3600.0  # seconds
TOO_LARGE = (452, 552)  # said to the sender's name, for now and for good: RFC 1870
PATIENCE = 20.0  # seconds for each answer of the relay


class RelayDownError(Exception):
    """Nothing is taken now: the relay cannot be reached, is not who it should be, or does not know us."""


class LaterError(Exception):
    """This message is not taken now; the relay asks to come back with it."""


class RefusedError(Exception):
    """Never taken: the relay knows no such address, or will not have this message."""


def possible() -> bool:
    """Whether this process knows a relay and in whose name to write."""
    return settings.mail_host() is not None and bool(settings.mail_sender())


def attend() -> None:
    """Leave a sign that somebody who knows a relay looks after the mail now."""
    _sign().touch()


def attended() -> bool:
    """Whether mail goes out at all: this process knows a relay, or another one that does was here lately."""
    try:
        return possible() or time.time() - _sign().stat().st_mtime < LATELY
    except FileNotFoundError:
        return False


def _sign() -> Path:
    return settings.mail() / ".attended"


def deliver(mail: bytes, address: str) -> None:
    """Hand a message over: taken when this returns. RelayDownError, LaterError, RefusedError; `str()` says why, in
    the relay's words.

    A password is sent over a connection that is kept secret, and over no other.
    """
    try:
        server = _connected()
        try:
            if login := settings.mail_login():
                if settings.mail_tls() == "none":
                    raise RelayDownError("a password is not sent over a connection that anybody can read")
                server.login(*login)
            server.sendmail(settings.mail_sender(), [address], mail)
        finally:
            _leave(server)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _fault(code, said) from error
    except smtplib.SMTPDataError as error:
        raise _fault(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPResponseException as error:
        if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code in TOO_LARGE:
            raise _fault(error.smtp_code, error.smtp_error) from error
        # Who will not have our greeting, TLS, password or name has nothing against the message: settings mend that.
        raise RelayDownError(_said(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:  # ssl.SSLError is an OSError
        raise RelayDownError(str(error) or type(error).__name__) from error


def greet() -> None:
    """Go to the relay as with a message, and hand none over. RelayDownError, in its words."""
    try:
        server = _connected()
        try:
            if login := settings.mail_login():
                server.login(*login)
        finally:
            _leave(server)
    except (OSError, smtplib.SMTPException) as error:
        raise RelayDownError(str(error) or type(error).__name__) from error


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye: what was taken stays taken, whatever the relay answers."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _connected() -> smtplib.SMTP:
    """A connection to the relay, kept secret as the settings say. RelayDownError without a relay."""
    relay, how = settings.mail_host(), settings.mail_tls()
    if relay is None:
        raise RelayDownError("no relay")
    host, port = relay
    if how == "none":
        return smtplib.SMTP(host, port, timeout=PATIENCE)
    trusted = ssl.create_default_context(cafile=settings.mail_authority())
    if how == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trusted)
    server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server


def _fault(code: int, said: bytes | str) -> Exception:
    """A fault of the relay: from 500 on it will be the same the next time."""
    return (RefusedError if code >= 500 else LaterError)(_said(code, said))


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"[:200]
