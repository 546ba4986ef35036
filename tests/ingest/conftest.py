"""The small campaign as ingest needs it, and the ways in and out of its store."""

from pathlib import Path

import duckdb
import pytest

from campaign import definition
from campaign.ingest import child, ingest, publish
from tests import small

CHAINS = {
    "issuance": ("received", "approved", "printed", "returned", "delivered"),
    "population": ("collected", "entered", "cleansed", "assigned"),
}
REST = """
[[projects]]
id = "population"
label = { vi = "Dân cư", en = "Population" }
[[records]]
kind = "issuance_records"
project = "issuance"
id = "application_id"
[records.aliases]
application_id = ["ma_ho_so"]
received_on = ["ngay_thu_nhan"]
approved_on = ["ngay_duyet"]
printed_on = ["ngay_in"]
returned_on = ["ngay_chuyen_tra"]
delivered_on = ["ngay_tra_the"]
[[defects]]
id = "no_birthday"
label = { vi = "Thiếu ngày sinh", en = "No date of birth" }
[[reasons]]
id = "away"
label = { vi = "Đi làm ăn xa", en = "Away for work" }
[[connections]]
id = "service"
label = { vi = "Dịch vụ công", en = "Public service" }
unit = { vi = "dịch vụ", en = "services" }
[[routes]]
id = "ngsp"
label = { vi = "Nền tảng quốc gia", en = "National platform" }
[[uptake]]
id = "transactions"
label = { vi = "Lượt giao dịch", en = "Transactions" }
unit = { vi = "lượt", en = "transactions" }
[[resources]]
id = "machine"
label = { vi = "Máy", en = "Machines" }
unit = { vi = "máy", en = "machines" }
[[supplies]]
id = "chips"
label = { vi = "Chíp", en = "Chips" }
unit = { vi = "chíp", en = "chips" }
measure = "printed"
"""
UNITS = """code,parent_code,level,name_vi
R,,nation,Nước
01,R,province,Tỉnh Một
02,R,province,Tỉnh Hai
001,01,district,Huyện Một
002,01,district,Huyện Hai
010,02,district,Huyện Mười
"""


@pytest.fixture
def store_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of the small campaign, which CAMPAIGN_HOME names."""
    home = tmp_path / "home"
    make(home)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


def make(home: Path) -> None:
    """Write the small campaign into folder `home`, with codes that begin with a zero and every measure of a record."""
    head, *_ = small.TOML.partition("[[measures]]")
    measures = "".join(
        f'[[measures]]\nid = "{measure}"\nproject = "{project}"\ntarget = 1000\n'
        f'label = {{ vi = "Bước {measure}", en = "{measure}" }}\nunit = {{ vi = "thẻ", en = "cards" }}\n'
        for project, chain in CHAINS.items()
        for measure in chain
    )
    small.folder(home, toml=head + measures + REST, units=UNITS, targets=small.TARGETS.partition("\n")[0])
    (home / "inbox").mkdir()


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child would do is done here: which branches of the readers a test runs is measured only so."""
    monkeypatch.setattr(child, "run", lambda task, *arguments, **_: task(*arguments))
    monkeypatch.setattr(child, "begin", lambda *_, **how: None)


@pytest.fixture
def take(store_home: Path, tmp_path: Path):
    """take(name, content) puts a file through the front door; its outcome."""

    def take(name: str, content: str | bytes):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (outcome,) = ingest(definition.load(store_home), [path])
        return outcome

    return take


def rows(query: str, snapshot: Path | None = None) -> list[tuple]:
    """Answer of a query on the snapshot that is served, or on another, opened afresh; its tables are in schema
    `served`."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{snapshot or publish.served()}' as served (read_only); use served")
        return connection.execute(query).fetchall()


def known(as_of: str = "2100-01-01") -> dict[tuple[str, str], int]:
    """What was known on a day: items by unit of any level and measure."""
    total = f"select unit_code, measure, sum(delta)::bigint from progress where reported_on <= '{as_of}' group by all"
    return {(unit, measure): items for unit, measure, items in rows(total) if items}
