"""The morning brief as a message: the brief of the reports page, with its answer in the text."""

from datetime import UTC, datetime
from typing import Any

from campaign import settings, words
from campaign.language import formats
from campaign.mail.spool import Message
from campaign.mail.subscriptions import BRIEF
from campaign.report import content
from campaign.report.mail.envelope import Said, message
from campaign.report.mail.reader import Addressee
from campaign.report.writers import FORMATS


def write(to: Addressee, before: list[dict[str, Any]]) -> Message | None:
    """The brief of today; None before the morning, where today's was sent, or where it would be the last one again.

    `before` are the lines of the messages that they were sent.
    """
    now = to.campaign.local(datetime.now(UTC))
    own = [row for row in before if row["kind"] == BRIEF]
    today = [row for row in own if to.campaign.local(datetime.fromisoformat(row["made_at"])).date() == now.date()]
    same = own and own[-1]["snapshot"] == to.snapshot
    if f"{now:%H:%M}" < settings.mail_morning() or today or same:
        return None
    report = content.report(to.selection, to.link, content.BRIEF)
    parts = {section.key: section for section in report.sections}
    decide = [what for what, _ in parts["decisions"].points]
    form = FORMATS["brief"]
    said = Said(
        BRIEF,
        (),
        words.t("mail.brief_subject", unit=report.unit.name, day=formats.day(to.as_of)),
        (f"{report.finding}.", *decide, *parts["changes"].paragraphs),
        report.simulated,
        report.origin[:-1],
        ((form.name(report), form.file(report)),),
    )
    return message(said, to, f"{now.date()}")
