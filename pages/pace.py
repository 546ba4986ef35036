"""Will this measure make its deadline, at what pace, and what would change it?"""

import streamlit as st

from campaign import access, catalogue, filters, outlook, prospects, queries, screen, sentences, what_if, words
from campaign.blocks import figures
from campaign.charts.burndown import alike, burndown
from campaign.charts.weekdays import weekdays

scope = access.guard()
campaign = catalogue.campaign()
unit, as_of = filters.bar(scope)
with screen.row():
    measure = filters.measure()
    up = filters.option("curve", {"down": words.t("pace.down"), "up": words.t("pace.up")}) == "up"

asked = {"unit": unit.code, "measure": measure.id, "as_of": as_of}
row = queries.one("overview", scope, **asked)
chain = queries.table("overview", scope, **asked | {"measure": None})
daily, plan, published, targets, profile, thresholds = (
    queries.table(name, scope, **asked)
    for name in ("daily_progress", "plan", "published", "target_history", "weekdays", "thresholds")
)
events = queries.table("events", scope, unit=unit.code, as_of=as_of)
expected = outlook.outlook(scope, unit, measure.id, as_of)
ahead, fan = expected.of(measure.id), expected.drawn(measure.id, row)

screen.finding(prospects.finding(row, ahead, measure))
screen.strip(scope, unit, as_of)
if not row["target"]:
    screen.listing(daily, words.t("screen.table"), key="burndown")
    st.stop()
screen.block(figures.pace(row, ahead))

left, right = st.columns([3, 2], gap="large")
with left:
    screen.chart(
        burndown(daily, plan, published, events, as_of, str(measure.unit), fan, up, height=380),
        title=sentences.capital(sentences.gap(row["days_ahead"])),
        note=screen.note(measure, unit, as_of) + " · " + words.t("pace.fan_note"),
        sentence=f"{sentences.standing(row, measure, unit)} {prospects.outlook(row, ahead, measure, unit)}",
        table=daily, key="burndown",
    )
with right:
    screen.block(figures.thresholds(thresholds))
    screen.small(weekdays(profile), words.t("pace.weekdays"), prospects.weekdays(profile), key="weekdays")

st.subheader(words.t("what_if.title"), anchor=False)
scenario = what_if.choose(measure, as_of, chain)
compared = outlook.what_if(scope, unit, measure.id, as_of, scenario)
if compared:
    as_is, if_so = (found.of(measure.id) for found in compared)
    screen.finding(prospects.scenario(as_is, if_so, measure))
    screen.block(figures.compared(as_is, if_so))
    fans = (found.drawn(measure.id, row) for found in compared)
    drawn = alike(*(burndown(daily, plan, published, events, as_of, str(measure.unit), fan, up, 320) for fan in fans))
    for column, figure, of, key in zip(st.columns(2), drawn, (as_is, if_so), ("as_is", "if_so"), strict=True):
        with column:
            screen.small(figure, words.t(f"what_if.{key}"), prospects.outlook(row, of, measure, unit), key=key)
else:
    screen.remark(words.t("what_if.nothing" if outlook.free(unit) else "what_if.too_deep"))

screen.listing(expected.fan(measure.id), words.t("pace.forecast_table"), key="forecast")
screen.listing(thresholds, words.t("pace.milestones"), key="thresholds")
screen.listing(targets, words.t("pace.targets", times=len(targets)), key="targets")
screen.listing(published.drop(columns="source_address"), words.t("overview.published"), key="published")
