"""campaign.toml and demo.toml of a folder that begins, with comments on what may be added."""

import json
from datetime import timedelta

from campaign.beginning.plan import Plan
from campaign.beginning.units import ROOT

HEAD = """\
# {name}: the campaign as data. Every field is explained in data/README.md of the program.
# `campaign check` says what is wrong here, and what is still missing.
[campaign]
id = {id}
name = {texts}
languages = {languages}   # of the texts here and in the CSV files; readers get the first one first
time_zone = {time_zone}   # where days begin and end
start = {start}
deadline = {deadline}
root = "{root}"                # code of the unit that is the whole, in units.csv
# rest_weekdays = ["sunday"]   # days on which nobody works: they need no report

# Levels of units, the root's first; the last one reports. A level with a map in boundaries/NAME.geojson (or .parquet)
# says boundaries = "NAME", and boundaries_code = "COLUMN" where the units' codes do not stand in its column `code`.
"""
LATER = """
# What a campaign may have besides; each is explained in data/README.md of the program.
# [report]
# style = "plain"              # how papers are laid out
# [[offices]]                  # who signs them: level, superior, name, place, signer
# [capacity]                   # what one machine does in a day: then machines can be lent and planned for
# [[resources]], [[supplies]], [[reasons]], [[connections]], [[defects]], [cleansing]
"""
DEMO = """\
# How `campaign demo` simulates figures for this campaign, to look at it before its own figures come. All of it is made
# up and says so on every page. Delete this file, the store and the vault before the first real file.
seed = 1
last_on = {last_on}
effects = []
silences = []
records = []

[profile]
weekday = [1, 1, 1, 1, 1, 0.6, 0.4]   # pace of the seven days, Monday first
holiday = 0.4

[spread]                       # how unlike units are
province = 0.2
district = 0.2
day = 0.2
batch = 0.2
batched = []
size = 0.05
slack = 1.1
start_days = 3
pilot = 0.5
[pace]
[reach]

[reporting]
late = 0.0
silent_weeks = 0
revisions = 0
bad_rows = 0
"""
WEEKLY = 'kind = "totals"\nevery = 7                      # days: a running total once a week'
SEEN, REACHED, NEXT = 0.6, 0.55, 0.85  # of the days; of the target by then; of a stage by the one after it


def campaign_toml(plan: Plan) -> str:
    """The definition."""
    parts = [
        HEAD.format(
            name=next(iter(plan.name.values())),
            id=_quoted(plan.id),
            texts=_texts(plan.name),
            languages=json.dumps(plan.languages),
            time_zone=_quoted(plan.time_zone),
            start=plan.start,
            deadline=plan.deadline,
            root=ROOT,
        )
    ]
    parts += [f'[[levels]]\nid = "{level.id}"\nlabel = {_texts(level.label)}\n' for level in plan.levels]
    parts.append("\n# Chains: the stages of one project follow one another, and none exceeds the one before it.\n")
    parts += [f'[[projects]]\nid = "{chain.id}"\nlabel = {_texts(chain.label)}\n' for chain in plan.chains]
    parts.append("\n# What is counted, with the target of the whole; quotas below it are in targets.csv.\n")
    for chain in plan.chains:
        for stage in chain.stages:
            said = {"label": _texts(stage.label), "unit": _texts(stage.unit), "target": f"{stage.target:_}"}
            rest = "".join(f"{key} = {value}\n" for key, value in said.items())
            parts.append(f'[[measures]]\nid = "{stage.id}"\nproject = "{chain.id}"\n{rest}')
    parts.append("\n# Extracts with a row for each item: its id, its unit, the day of each stage.\n")
    parts += [
        f'[[records]]\nkind = "{chain.id}_records"\nproject = "{chain.id}"\nid = "item_id"\n' for chain in plan.chains
    ]
    return "".join(parts) + LATER


def demo_toml(plan: Plan) -> str:
    """The demonstration: somewhat behind the plan, until a little after half of the campaign's days."""
    last_on = plan.start + timedelta(days=int((plan.deadline - plan.start).days * SEEN))
    parts = [DEMO.format(last_on=last_on)]
    for chain in plan.chains:
        for place, stage in enumerate(chain.stages):
            reached = round(stage.target * REACHED * NEXT**place)
            path = f'unit_code = "{ROOT}"\nmeasure = "{stage.id}"\npoints = [[{last_on}, {reached}]]\n'
            parts.append(f"[[paths]]\n{path}")
        how = (
            'kind = "totals"\nevery = 7                    # a running total once a week'
            if plan.weekly
            else 'kind = "counts"'
        )
        how = WEEKLY if plan.weekly else 'kind = "counts"'
        parts.append(f'[[files]]\n{how}\nproject = "{chain.id}"\nformats = ["csv"]\n')
    return "".join(parts)


def _texts(texts: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{language} = {_quoted(text)}" for language, text in texts.items()) + " }"


def _quoted(text: str) -> str:
    """A string as TOML and JSON write it."""
    return json.dumps(text, ensure_ascii=False)
