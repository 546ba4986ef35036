"""A campaign elsewhere as a folder: five regions with codes 01 to 05, weekly totals, French and English."""

import json
from datetime import date, timedelta
from pathlib import Path

from tests import small

START, LAST = date(2025, 1, 6), date(2025, 4, 7)  # Mondays
REGIONS = {"01": "Nord", "02": "Est", "03": "Sud", "04": "Ouest", "05": "Centre"}
WEEKLY = {"01": 700, "02": 640, "03": 560, "04": 480, "05": 420}  # items
TOML = """
[campaign]
id = "country"
name = { fr = "Campagne nationale", en = "National campaign" }
languages = ["fr", "en"]
time_zone = "Europe/Paris"
start = 2025-01-06
deadline = 2025-06-30
root = "00"

[[levels]]
id = "nation"
label = { fr = "Pays", en = "Country" }
[[levels]]
id = "region"
label = { fr = "Région", en = "Region" }

[[projects]]
id = "pumps"
label = { fr = "Pompes", en = "Pumps" }
[[measures]]
id = "repaired"
project = "pumps"
label = { fr = "Pompes réparées", en = "Pumps repaired" }
unit = { fr = "pompes", en = "pumps", one = "pump" }
target = 100000
"""
UNITS = "code,parent_code,level,name_fr,name_en\n00,,nation,Pays,Country\n" + "".join(
    f"{code},00,region,{name},{name}\n" for code, name in REGIONS.items()
)
TARGETS = "unit_code,measure,target,deadline,issued_on,issued_by\n" + "".join(
    f"{code},repaired,20000,2025-06-30,2025-01-06,ministry\n" for code in REGIONS
)


def mapped(toml: str = TOML, more: str = "") -> str:
    """The campaign with boundaries of its regions, and `more` about them."""
    level = 'label = { fr = "Région", en = "Region" }\n'
    return toml.replace(level, f'{level}boundaries = "regions"\n{more}')


def folder(home: Path, toml: str = TOML) -> Path:
    """Write the campaign into `home` and take its totals in."""
    small.folder(home, toml, UNITS, TARGETS)
    weeks = [START + timedelta(days=days) for days in range(6, (LAST - START).days, 7)]
    rows = [
        f"{day},{code},repaired,{each * number}\n"
        for number, day in enumerate(weeks, 1)
        for code, each in WEEKLY.items()
    ]
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + "".join(rows))
    return home


def boundaries(home: Path, wide: float = 8, tall: float = 2) -> None:
    """Five rectangles side by side, `wide` × `tall` degrees in all, as the campaign's own GeoJSON."""
    (home / "boundaries").mkdir(parents=True, exist_ok=True)
    each = wide / len(REGIONS)
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 45], [x + each, 45], [x + each, 45 + tall], [x, 45 + tall], [x, 45]]],
            },
        }
        for x, code in ((place * each, code) for place, code in enumerate(REGIONS))
    ]
    content = {"type": "FeatureCollection", "features": features}
    (home / "boundaries" / "regions.geojson").write_text(json.dumps(content), encoding="utf-8")
