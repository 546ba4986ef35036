"""Every page runs for every kind of reader's choice, in both languages, and says what it must."""

import sys
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.figures.exhibit import Exhibit
from campaign.language import dictionary
from campaign.ui import alone, navigation

# Columns that name a unit, an item or a day, of which the figures are.
IDENTITY = {"unit_code", "unit_code_from", "unit_code_to", "name", "parent", "parent_code", "region", "from", "to"}
IDENTITY |= {"measure", "project", "resource", "supply", "label", "date", "item", "owner", "kind", "route", "body"}
IDENTITY |= {"responsible", "counterpart", "defect", "reason", "service_id"}
CHOICES = [{}, {"lang": "en"}, {"unit": "01"}, {"as_of": "2021-02-01"}, {"as_of": "2021-12-31", "measure": "printed"}]


def run(stem: str, **query: str) -> AppTest:
    """The page inside its frame, as the browser asks for it; the test speaks its language, to read its options.

    Streamlit puts the script in the place of __main__; a process started later by an ingest would run it again.
    """
    words.use(query.get("lang", "vi"))
    place, undefined = alone.place, []

    def placed(exhibit: Exhibit) -> object:
        undefined.extend(lacking(exhibit))
        return place(exhibit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        patch.setattr(alone, "place", placed)
        app = _run(stem, query)
    assert undefined == [], "queries/figures.toml does not say what these are"
    return app


def lacking(exhibit: Exhibit) -> list[tuple[str, str]]:
    """Columns of a figure's numbers that its definition leaves out, but for those that name what they are of."""
    known = dictionary.figures()[key := dictionary.figure(exhibit.key)].columns
    if not known:
        return []  # a receipt has those of any table
    names = {*known, *IDENTITY}
    return [(key, column) for column in map(dictionary.stem, exhibit.table.columns) if column not in names]


def _run(stem: str, query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    for key, value in query.items():
        app.query_params[key] = value
    words.use(query.get("lang", "vi"))  # AppTest writes the labels of widgets anew in this thread
    # As a browser asks for an address at once; switch_page() would have the first page run before it.
    app._page_hash = calc_hash(navigation.ADDRESSES[stem] if stem != "overview" else "")
    return app.run()


def unit_shown(app: AppTest) -> str | None:
    """Code of the unit that is chosen; None on a page where none can be."""
    opens = [box.proto.popover.id.partition("-open_unit_")[2] for box in app.get("popover")]
    return next(filter(None, opens), None)


@pytest.mark.few(24)
@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("stem", navigation.PAGES)
def test_a_page_runs(stem: str, choice: dict, demo_home: Path) -> None:
    app = run(stem, **choice)
    assert not app.exception
    if "as_of" in choice:
        assert f"{date.fromisoformat(choice['as_of']):%d/%m/%Y}" in " ".join(block.body for block in app.html)


@pytest.mark.parametrize("stem", [*navigation.PAGES, *navigation.OFFICE])
def test_a_page_reads_as_a_table_of_contents(stem: str) -> None:
    source = (settings.PROJECT / "pages" / f"{stem}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    assert "access.guard(" in source
    assert "\ndef " not in source


def test_addresses_differ_from_file_names() -> None:
    assert not set(navigation.PAGES) & set(navigation.PAGES.values())


@pytest.mark.parametrize(("day", "played"), [("2021-02-27", False), ("2021-04-01", True)])
def test_one_week_is_not_played(day: str, played: bool, demo_home: Path) -> None:
    app = run("map", as_of=day, measure="received", time="weeks")
    [map_drawn] = app.get("plotly_chart")
    assert ('"updatemenus"' in map_drawn.proto.spec) == played


@pytest.mark.parametrize("stem", ["overview", "map", "connections", "quality", "reports"])
@pytest.mark.parametrize("key", ["measure", "view", "project"])
def test_a_choice_that_nobody_knows_is_told_once_on_any_page(stem: str, key: str, demo_home: Path) -> None:
    said = [block.body for block in run(stem, **{key: "nobody"}).html if "“nobody”" in block.body]
    assert len(said) == 1


@pytest.mark.parametrize("view", ["completion", "peers"])
def test_a_view_of_another_page_is_not_called_unknown(view: str, demo_home: Path) -> None:
    assert not any(f"“{view}”" in block.body for block in run("overview", view=view).html)
