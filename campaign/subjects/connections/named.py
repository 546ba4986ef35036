"""The list as a table, with labels in place of ids."""

import pandas as pd

from campaign import words
from campaign.definition import Definition


def table(listed: pd.DataFrame, campaign: Definition) -> pd.DataFrame:
    """A frame of the query connections with the names of kinds and routes in every language.

    A route that the campaign does not have any more stands by its id.
    """
    items = dict(zip(words.in_each("name_*"), words.in_each("item_*"), strict=True))
    of_kind = {
        f"kind_{one}": [campaign.connection[kind].label[one] for kind in listed["kind"]] for one in words.offered()
    }
    of_route = {f"route_{one}": routes(listed["route"], campaign, one) for one in words.offered()}
    return listed.rename(columns=items).assign(**of_kind, **of_route).drop(columns=["kind", "route"])


def routes(ids: pd.Series, campaign: Definition, language: str) -> pd.Series:
    """The labels of routes; missing ones stay missing."""
    return ids.replace({route.id: route.label[language] for route in campaign.routes})
