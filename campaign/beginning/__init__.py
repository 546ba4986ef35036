"""The beginning of a campaign: a folder that runs, from what its people say of it. `campaign new` writes it."""

from campaign.beginning.plan import BeginningError, Chain, Level, Plan, Stage
from campaign.beginning.write import write

__all__ = ["BeginningError", "Chain", "Level", "Plan", "Stage", "write"]
