"""A real SMTP relay on this machine, which keeps what it takes and refuses what it is told to."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SENDER = "tiendo@example.vn"
PASSWORD = "kh0ng-noi"


@dataclass
class Relay:
    """What it took, in order, and what it answers to addresses that it does not take, and to commands."""

    taken: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    logins: list[bytes] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)

    async def handle_HELO(self, server: SMTP, session: Session, envelope: Envelope, host: str) -> str:
        session.host_name = host
        return self.says.get("HELO", "250 relay")

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return self.says.get("QUIT", "221 Bye")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage) and [mail["To"]] == envelope.rcpt_tos
        self.taken.append(mail)
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        self.logins.append(login.password)
        return AuthResult(success=login.password == PASSWORD.encode())


class AnyPort(Controller):
    """A relay on whatever port is free, which its first own connection has to know."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(patch: pytest.MonkeyPatch, tls: str = "none", certificate: Path | None = None) -> Iterator[Relay]:
    """The relay on a free port, and the settings that lead to it."""
    relay, context = Relay(), None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    controller = AnyPort(
        relay,
        hostname="127.0.0.1",
        port=0,
        ssl_context=context if tls == "tls" else None,
        tls_context=context if tls == "starttls" else None,
        authenticator=relay.authenticate,
        auth_require_tls=False,
    )
    controller.start()
    try:
        known(patch, controller.port, tls)
        yield relay
    finally:
        controller.stop(no_assert=True)


def known(patch: pytest.MonkeyPatch, port: int, tls: str = "none") -> None:
    """The settings of whoever sends to a relay on a port of this machine."""
    patch.setenv("CAMPAIGN_MAIL_HOST", f"127.0.0.1:{port}")
    patch.setenv("CAMPAIGN_MAIL_TLS", tls)
    patch.setenv("CAMPAIGN_MAIL_FROM", SENDER)
    patch.setenv("CAMPAIGN_MAIL_DOMAINS", "example.vn")
    patch.setenv("CAMPAIGN_MAIL_MORNING", "00:00")
    patch.setenv("CAMPAIGN_ADDRESS", "https://tiendo.example.vn")


def certified(folder: Path) -> Path:
    """A certificate of 127.0.0.1 that nobody but itself vouches for, with its key, as PEM."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relay")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "relay.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def texts(mail: EmailMessage) -> dict[str, str]:
    """The plain text and the HTML of a message."""
    return {kind: mail.get_body((kind,)).get_content() for kind in ("plain", "html")}


def files(mail: EmailMessage) -> dict[str, bytes]:
    """What is attached, by name."""
    return {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
