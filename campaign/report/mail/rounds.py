"""One round of the mail: write what is new to each who asked for it, then hand over what waits."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from campaign.definition import Definition
from campaign.mail import relay, spool, subscriptions
from campaign.mail.spool import Message
from campaign.mail.subscriptions import ALERTS, BRIEF, Subscription
from campaign.people.roster import AccessRefusedError
from campaign.report.mail import alerts, morning, reader
from campaign.report.mail.reader import Addressee

LOG = logging.getLogger("campaign.mail")
WRITERS: dict[str, Callable[[Addressee, list[dict[str, Any]]], Message | None]] = {
    ALERTS: alerts.write,
    BRIEF: morning.write,
}


def go(campaign: Definition) -> Counter[str]:
    """How many messages were written (`waiting`), sent and so on; nothing where another process is at it, or where no
    relay is known."""
    done: Counter[str] = Counter()
    with spool.alone() as mine:
        if not mine or not relay.possible():
            return done
        relay.attend()
        spool.settle()
        before = spool.lines()
        for one in subscriptions.known():
            own = [row for row in before if row["subscription"] == one.id]
            for message in _written(one, campaign, own):
                spool.put(message)
                done[spool.WAITING] += 1
        done.update(_sent(campaign))
    return done


def _written(one: Subscription, campaign: Definition, own: list[dict[str, Any]]) -> list[Message]:
    """What is to be told somebody now. What fails for one is in the log and stops nobody else's."""
    try:
        with reader.addressed(one, campaign) as to:
            found = [WRITERS[kind](to, own) for kind in one.kinds] if campaign.unit[one.unit].there(to.as_of) else []
    except AccessRefusedError:
        return []  # withdrawn: nothing is sent until the roster has them again
    except Exception:  # one reader's paper that cannot be written is no reason to tell nobody anything
        LOG.exception("not written: subscription %s", one.id)
        return []
    return [message for message in found if message]


def _sent(campaign: Definition) -> Counter[str]:
    """Hand over what is due, to those who may still see it; what became of it. A relay that is down gets it later."""
    done: Counter[str] = Counter()
    asked = {one.id: one for one in subscriptions.known()}
    down = ""
    for message in filter(spool.is_due, spool.waiting()):
        if not _still(message, asked, campaign):
            done[spool.end(message, spool.WITHHELD)] += 1
            continue
        try:
            if not down:
                relay.deliver(message.mail, message.address)
                done[spool.end(message, spool.SENT)] += 1
                continue
        except relay.RefusedError as error:
            done[spool.end(message, spool.REFUSED, str(error))] += 1
            continue
        except relay.LaterError as error:
            spool.later(message, str(error))
            continue
        except relay.RelayDownError as error:
            down = str(error)
            LOG.warning("the relay takes nothing: %s", down)
        spool.later(message, down)
    return done


def _still(message: Message, asked: dict[str, Subscription], campaign: Definition) -> bool:
    """Whether its reader still wants it, there, and may see exactly what they might when it was written."""
    one = asked.get(message.subscription)
    if one is None or message.kind not in one.kinds or one.address != message.address:
        return False
    try:
        return reader.scope(subscriptions.reader(one, campaign)) == message.scope
    except AccessRefusedError:
        return False
