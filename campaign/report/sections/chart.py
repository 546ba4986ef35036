"""A chart that Excel and PowerPoint draw, from the same queries as the figures of the pages."""

from typing import Literal

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit
from campaign.figures.native import NativeChart

COUNTS, DAYS = "#,##0", "+0;−0;0"  # as Excel writes them
MILLIONS = 2_000_000  # from here on the axis counts in millions, as the figures of the pages do


def chart(
    key: str,
    kind: Literal["line", "bar", "stacked"],
    title: str,
    note: str,
    sentence: str,
    table: pd.DataFrame,
    names: tuple[str, ...] = (),
    colours: tuple[str, ...] = (theme.ACCENT, theme.RULE),
    number_format: str = COUNTS,
    expected: tuple[str, ...] = (),
    days: tuple[str, ...] = (),
) -> Exhibit:
    """An exhibit without a figure; of `table` the first column has the days or names, each other one is a series."""
    across, *values = map(str, table)
    most = table[values].max().max()
    axis = f'#,##0,,"{words.t("common.million")}"' if most >= MILLIONS else number_format
    native = NativeChart(
        kind,
        across,
        tuple(values),
        names=names,
        colours=colours,
        number_format=number_format,
        axis_format=axis,
        expected=expected,
        days=days,
    )
    return Exhibit(key, None, title, note, sentence, table, native)
