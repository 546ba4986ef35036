"""The sections of a report, in their order. A further one is a function in a file here and its name in SECTIONS."""

from collections.abc import Callable

from campaign.report import Section
from campaign.report.sections.ages import ages
from campaign.report.sections.assessment import assessment
from campaign.report.sections.cleansing import cleansing
from campaign.report.sections.comparison import comparison
from campaign.report.sections.connections import connections
from campaign.report.sections.direction import changes, decisions
from campaign.report.sections.letters import letters
from campaign.report.sections.orders import orders
from campaign.report.sections.outlook import outlook
from campaign.report.sections.resources import resources
from campaign.report.sections.results import results
from campaign.report.sections.situation import situation
from campaign.report.sections.supplies import stock
from campaign.report.sections.trust import trust
from campaign.serving.selection import Selection

# Each makes its section of a selection without a measure; None where there is nothing to say.
SECTIONS: tuple[Callable[[Selection], Section | None], ...] = (
    assessment,
    situation,
    results,
    ages,
    comparison,
    resources,
    outlook,
    stock,
    cleansing,
    connections,
    letters,
    changes,
    orders,
    trust,
    decisions,
)
