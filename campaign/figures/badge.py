"""What nothing simulated may be without."""

from campaign import words
from campaign.figures.html import tag, text


def simulated(so: bool) -> str:
    """The badge of simulated figures, as HTML; nothing of real ones."""
    return tag("span", text(words.t("screen.simulated")), "simulated") if so else ""
