"""What is new, as a feed: files that were taken in, and what has turned since a week before. Atom and JSON Feed."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.etree import ElementTree as xml

from campaign import settings, words
from campaign.definition import Definition
from campaign.serving import catalogue, queries, store
from campaign.serving.selection import Scope, Selection
from campaign.subjects.direction import exhibits as direction

MOST = 100  # entries
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One thing that is new: `id` is the same as long as it is the same thing."""

    id: str
    title: str
    summary: str
    at: datetime


def entries(scope: Scope, unit: str | None) -> list[Entry]:
    """What is new about a unit and all below it, None for all units, the latest first."""
    campaign = catalogue.campaign()
    below = tuple(one.code for one in campaign.units if unit in campaign.line(one.code)) if unit else None
    found = [*_taken(campaign, Scope(below)), *_turned(Selection(scope, unit or campaign.root, store.cut_off()))]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:MOST]


def _taken(campaign: Definition, scope: Scope) -> list[Entry]:
    everything = Selection(scope, campaign.root, store.cut_off())
    found = []
    for row in queries.table("deliveries", everything, as_of=None).to_dict("records"):
        state, at = row["state"].replace(" ", "_"), row["received_at"].to_pydatetime().replace(tzinfo=UTC)
        id = f"urn:campaign:{campaign.id}:delivery:{row['delivery_id']}:{state}"
        found.append(Entry(id, f"{row['file']}: {words.t(f'columns.state_{state}')}", row["message"] or "", at))
    return found


def _turned(selection: Selection) -> list[Entry]:
    """The alerts of the latest day, of the measure that stands first."""
    campaign = catalogue.campaign()
    at = datetime.combine(selection.as_of, time(), UTC)
    of_what = f"{campaign.id}:{selection.unit}:{selection.as_of}"
    alerts = direction.digest(selection.of(campaign.measures[0].id))
    return [Entry(f"urn:campaign:{of_what}:{one.kind}", one.title, one.sentence, at) for one in alerts]


def atom(found: list[Entry], address: str) -> bytes:
    """RFC 4287."""
    campaign = catalogue.campaign()
    root = xml.Element("feed", xmlns=ATOM)
    latest = found[0].at if found else datetime.combine(store.cut_off(), time(), UTC)
    head = {"id": address, "title": campaign.short_name, "updated": latest.isoformat()}
    for name, text in head.items():
        xml.SubElement(root, name).text = str(text)
    xml.SubElement(xml.SubElement(root, "author"), "name").text = str(campaign.name)
    xml.SubElement(root, "link", rel="self", href=address)
    for entry in found:
        item = xml.SubElement(root, "entry")
        said = {"id": entry.id, "title": entry.title, "updated": entry.at.isoformat(), "summary": entry.summary}
        for name, text in said.items():
            xml.SubElement(item, name).text = text
        xml.SubElement(item, "link", href=settings.link())
    return xml.tostring(root, "utf-8", xml_declaration=True)


def json_feed(found: list[Entry], address: str) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org)."""
    items = [
        {
            "id": entry.id,
            "url": settings.link(),
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.at.isoformat(),
        }
        for entry in found
    ]
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": str(catalogue.campaign().short_name),
        "feed_url": address,
        "language": words.language(),
        "items": items,
    }
    return json.dumps(said, ensure_ascii=False).encode()


FORMS = {"atom": ("application/atom+xml", atom), "json": ("application/feed+json", json_feed)}
