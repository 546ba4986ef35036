"""Writes the folder of a campaign that begins."""

import shutil
from pathlib import Path

from campaign import definition, words
from campaign.beginning.examples import examples
from campaign.beginning.plan import BeginningError, Plan
from campaign.beginning.settings_file import campaign_toml, demo_toml
from campaign.beginning.units import targets_csv, units_csv
from campaign.definition import DefinitionError
from campaign.definition.doubts import EXAMPLE

README = """\
# {name}

| file | what it is |
|---|---|
| `campaign.toml` | name, days, levels, stages with their targets |
| `units.csv` | the units: examples until you replace them; a code is text and keeps its zeros |
| `targets.csv` | quotas: equal parts until you replace them (`issued_by` is `{example}`) |
| `events.csv` | holidays and whatever else explains a pace |
| `demo.toml` | how `campaign demo` makes up figures; delete it before the first real file |
| `examples/` | a file of each kind that can be sent, with one row |
| `boundaries/` | maps, where there are any: data/README.md of the program says how |

`campaign check` says what is still missing.
"""


def write(home: Path, plan: Plan) -> None:
    """Write the folder `home`. BeginningError where something is there, DefinitionError for what does not hold."""
    if home.exists() and any(home.iterdir()):
        raise BeginningError(words.t("beginning.there", folder=home))
    (home / "examples").mkdir(parents=True)
    (home / "inbox").mkdir()
    labels = ",".join(f"label_{language}" for language in plan.languages)
    files = {
        "campaign.toml": campaign_toml(plan),
        "units.csv": units_csv(plan),
        "targets.csv": targets_csv(plan, EXAMPLE),
        "events.csv": f"first_on,last_on,unit_code,kind,{labels}\n",
        "demo.toml": demo_toml(plan),
        "README.md": README.format(name=next(iter(plan.name.values())), example=EXAMPLE),
    }
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    try:
        campaign = definition.load(home)
    except DefinitionError:
        shutil.rmtree(home)  # half of a folder would be in the way of the next try
        raise
    for name, text in examples(campaign).items():
        (home / "examples" / name).write_text(text, encoding="utf-8")
