"""For whom a message is: what they may see at this moment, what they look at, in their language."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from campaign import settings, words
from campaign.definition import Definition
from campaign.export import reference
from campaign.mail import subscriptions
from campaign.mail.subscriptions import Subscription
from campaign.people.roster import Reader
from campaign.serving import store
from campaign.serving.selection import Selection


@dataclass(frozen=True)
class Addressee:
    """A subscription with its reader as decided now, and the day that pages open with."""

    subscription: Subscription
    campaign: Definition
    who: Reader
    as_of: date
    snapshot: str

    @property
    def selection(self) -> Selection:
        """What they look at, of all measures."""
        return Selection(self.who.scope, self.subscription.unit, self.as_of)

    @property
    def link(self) -> str:
        """The very view that is told of: unit, day and language."""
        chosen = {"unit": self.subscription.unit, "as_of": f"{self.as_of}", "lang": self.subscription.language}
        return settings.link(**chosen)

    @property
    def address(self) -> str:
        """The link, where others can follow it; else ""."""
        return reference.address(self.link)

    @property
    def scope(self) -> str:
        """What stands for what they may see: another as soon as that is other."""
        return scope(self.who)


def scope(who: Reader) -> str:
    """What stands for what somebody may see."""
    return hashlib.sha256(repr((who.role, who.unit, who.units)).encode()).hexdigest()[:16]


@contextmanager
def addressed(subscription: Subscription, campaign: Definition) -> Iterator[Addressee]:
    """Speak somebody's language while something is written for them. AccessRefusedError where they may see nothing."""
    who = subscriptions.reader(subscription, campaign)
    spoken = words.speaking()
    words.use(subscription.language, campaign.languages)
    try:
        yield Addressee(subscription, campaign, who, campaign.opens(store.cut_off()), store.version())
    finally:
        words.use(*spoken)
