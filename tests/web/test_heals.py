"""A session whose widgets were sent values that do not exist shows figures again on the next run."""

import pytest

from campaign.ui import navigation
from tests import small
from tests.browser.conftest import serving
from tests.wire import Session, run

NONSENSE = "no such choice \u0000 <b>"
STEMS = ("overview", "pace", "map", "comparison", "pipeline", "quality")


async def healed(address: str, stem: str) -> tuple[int, bool]:
    """How many widgets were sent nonsense, and whether figures are sent when the page is opened after that."""
    async with Session(address) as session:
        await session.open(navigation.PAGES[stem])
        widgets = list(session.elements.items())
        for widget, kind in widgets:
            value = {"string_array_value": {"data": [NONSENSE]}} if type(kind).__name__ == "ButtonGroup" else None
            await session.set(widget, **(value or {"string_value": NONSENSE}))
        del session.state.widget_states.widgets[:]
        session.frames.clear()
        await session.run()
        sent = b"".join(session.frames)
    return len(widgets), b'class="strip"' in sent and b"stException" not in sent and NONSENSE.encode() not in sent


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory):
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("heals") / "small"
        patch.setenv("CAMPAIGN_HOME", str(home))
        small.deliver(small.folder(home), "counts.csv", small.COUNTS)
        with serving(home) as server:
            yield server.address


@pytest.mark.parametrize("stem", STEMS)
def test_a_session_heals(address: str, stem: str) -> None:
    widgets, whole = run(healed(address, stem))
    assert widgets > 3
    assert whole
