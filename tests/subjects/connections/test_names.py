"""A list that names its items and their owners in English too, and one that does so for some of them."""

from datetime import date
from pathlib import Path

from campaign import words
from campaign.export import TABLES, Origin
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from tests import second, small

LIST = """service_id,name,name_en,kind,don_vi_chu_tri,don_vi_chu_tri_tieng_anh,planned_on,tested_on,connected_on
S1,Cấp hộ chiếu,Passport: issue,service,Bộ Y tế,Ministry of Health,2021-01-05,,
S2,Cấp lại hộ chiếu,,service,Bộ Y tế,Ministry of Health,2021-01-06,,
S3,Khai tử,,service,Sở Tư pháp,,2021-01-07,,
"""
HERE = Selection(EVERYTHING, "R", date(2021, 1, 20))
ORIGIN = Origin("Nhỏ", "R", "17:00", HERE.as_of, "20210120T0", False, "http://127.0.0.1/x?unit=R")


def said() -> list[str]:
    """Whatever names an item or an owner: the page's tables, what leaves of them, what is to be decided."""
    shown = connections.owners(HERE), connections.listing(HERE, find="ho chieu", show="")
    files = [TABLES["csv"].make(exhibit, ORIGIN).decode() for exhibit in shown]
    (decided,) = (one.reason for one in direction.decide(HERE) if one.rule == "connect")
    return [*(str(exhibit.whole) for exhibit in shown), *files, decided]


def test_each_language_has_its_own_names_and_what_has_none_in_english_keeps_the_vietnamese(home: Path) -> None:
    small.deliver(second.folder(home), "services_2021-01-20.csv", LIST)
    words.use("en")
    english = said()
    assert all("Ministry of Health" in text and "Bộ Y tế" not in text for text in english)
    assert sum("Passport: issue" in text for text in english) == 3
    assert all(sum(name in text for text in english) for name in ("Cấp lại hộ chiếu", "Sở Tư pháp"))
    assert not any("Cấp hộ chiếu" in text for text in english)
    words.use("vi")
    assert all("Bộ Y tế" in text and "Ministry" not in text and "Passport" not in text for text in said())
