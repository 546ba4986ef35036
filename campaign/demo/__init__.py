"""A demonstration: extract files simulated from a campaign's definition and its demo.toml."""

from campaign.demo.files import write_extracts
from campaign.demo.recipe import Recipe, load
from campaign.demo.simulation import Simulation, simulate

__all__ = ["Recipe", "Simulation", "load", "simulate", "write_extracts"]
