"""Which machines go where, and when, so that least is missing on the units' dates. Numbers in, numbers out."""

from campaign.allocation.moves import Move, shared, worked
from campaign.allocation.problem import Problem, of_courses
from campaign.allocation.programme import INFEASIBLE, LIMIT, OPTIMAL, Plan, best

__all__ = ["INFEASIBLE", "LIMIT", "OPTIMAL", "Move", "Plan", "Problem", "best", "of_courses", "shared", "worked"]
