"""A message as it goes out: plain text and HTML that say the same, the files with it, its name and sender."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from campaign import settings, words
from campaign.export.reference import reference
from campaign.figures.html import tag, text
from campaign.mail.spool import Message
from campaign.report.mail.reader import Addressee

FACE = "font-family: Arial, sans-serif; font-size: 15px; line-height: 1.45; color: #1a1a1a; max-width: 640px"
MARK = "font-weight: bold; border: 1px solid #8a6100; padding: 4px 8px; display: inline-block"


@dataclass(frozen=True)
class Said:
    """What a message says: `told` names it, so that it is told once. `origin` is where its figures come from."""

    kind: str
    told: tuple[str, ...]
    subject: str
    lines: tuple[str, ...]
    simulated: bool
    origin: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()  # PDF, by name


def message(said: Said, to: Addressee, once: str) -> Message:
    """The message, with an id that is the same whenever the same is told the same person: `once` says what that is."""
    one = to.subscription
    id = hashlib.sha256(f"{one.id} {said.kind} {once}".encode()).hexdigest()[:32]
    now = datetime.now(UTC).replace(microsecond=0)
    return Message(
        id,
        one.id,
        one.person,
        one.address,
        said.kind,
        one.unit,
        one.language,
        f"{to.as_of}",
        to.snapshot,
        to.scope,
        said.told,
        now.isoformat(),
        _written(said, to, id, now).as_bytes(),
    )


def _written(said: Said, to: Addressee, id: str, now: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    sender = settings.mail_sender()
    mail["From"], mail["To"], mail["Date"] = sender, to.subscription.address, format_datetime(now)
    mail["Subject"] = " ".join(said.subject.split())
    mail["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers it
    mail["Content-Language"] = to.subscription.language
    mail.set_content(_plain(said, to), cte="base64")
    mail.add_alternative(_html(said, to), subtype="html", cte="base64")
    for name, file in said.files:
        mail.add_attachment(file, maintype="application", subtype="pdf", filename=name)
    return mail


def _plain(said: Said, to: Addressee) -> str:
    mark = [words.t("screen.simulated"), ""] if said.simulated else []
    opens = ["", f"{words.t('mail.open')}: {to.address}"] if to.address else []
    return "\n".join([*mark, *(f"- {line}" for line in said.lines), *opens, "", *_foot(said, to), ""])


def _html(said: Said, to: Addressee) -> str:
    mark = tag("p", text(words.t("screen.simulated")), style=MARK) if said.simulated else ""
    listed = tag("ul", "".join(tag("li", text(line)) for line in said.lines))
    opens = tag("p", tag("a", text(words.t("mail.open")), href=to.address)) if to.address else ""
    foot = "".join(tag("div", text(line)) for line in _foot(said, to))
    body = mark + tag("h2", text(said.subject), style="font-size: 17px") + listed + opens + tag("small", foot)
    page = tag("head", '<meta charset="utf-8">' + tag("title", text(said.subject)))
    return "<!DOCTYPE html>" + tag(
        "html", page + tag("body", tag("div", body, style=FACE)), lang=to.subscription.language
    )


def _foot(said: Said, to: Addressee) -> Sequence[str]:
    """Where the figures come from, and why this came."""
    known = words.t("report.source", campaign=to.campaign.short_name, reference=reference(to.snapshot))
    return [*said.origin, known, words.t("mail.why")]
