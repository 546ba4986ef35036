"""What was made is kept per snapshot, language and arguments, and made anew when any of them changes."""

from pathlib import Path

from campaign import words
from campaign.serving.cache import cached
from campaign.serving.selection import EVERYTHING, Scope
from tests import small


def test_a_part_is_made_once_for_each_scope_language_and_snapshot(home: Path) -> None:
    made = []

    @cached
    def part(scope: Scope, unit: str) -> str:
        made.append((scope, unit, words.language()))
        return f"{unit} {words.language()}"

    small.deliver(home, "counts.csv", small.COUNTS)
    assert part(EVERYTHING, unit="A") == part(EVERYTHING, unit="A") == "A vi"
    assert len(made) == 1
    words.use("en")
    assert part(EVERYTHING, unit="A") == "A en"
    part(Scope(units=("A",)), unit="A")
    assert len(made) == 3
    small.deliver(home, "more.csv", "date,unit_code,measure,count\n2021-01-06,a1,received,50\n")
    part(Scope(units=("A",)), unit="A")
    assert len(made) == 4
    words.use("vi")
