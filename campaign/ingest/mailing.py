"""Has mail written and sent beside the intake, in a process of its own: a relay that is slow holds up no file."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime

from campaign import settings
from campaign.definition import Definition
from campaign.mail import relay, spool, subscriptions
from campaign.serving import store

EVERY = 30.0  # between two looks whether there is anything to do


class Carrier:
    """Starts `campaign mail` when there may be something to write or to send, and one of them at most."""

    def __init__(self) -> None:
        self.at_work: subprocess.Popen[bytes] | None = None
        self.done: tuple[str, str] | None = None
        self.next_look = 0.0

    def look(self, campaign: Definition) -> bool:
        """Start it if there is anything to do; whether it was started. Cheap: a few files are looked at."""
        if time.monotonic() < self.next_look or (self.at_work and self.at_work.poll() is None):
            return False
        self.next_look = time.monotonic() + EVERY
        if not relay.possible() or not store.published():
            return False
        now = (store.version(), hour(campaign))
        if not (spool.due() or (now != self.done and subscriptions.known())):
            return False
        self.done = now
        quiet, command = subprocess.DEVNULL, [sys.executable, "-m", "campaign", "mail"]
        self.at_work = subprocess.Popen(command, stdin=quiet, stdout=quiet, cwd=settings.PROJECT, env=dict(os.environ))
        return True


def hour(campaign: Definition) -> str:
    """The hour that it is: what was found shortly after a message waits for the next, a brief for its morning."""
    now = campaign.local(datetime.now(UTC))
    return f"{now:%Y-%m-%d %H} {f'{now:%H:%M}' >= settings.mail_morning()}"
