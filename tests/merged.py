"""The small campaign whose districts a1 and a2 become one, a3, on 1 February, in the middle of the campaign."""

from datetime import date
from pathlib import Path

from tests import small

DAY_BEFORE, MERGED_ON = date(2021, 1, 31), date(2021, 2, 1)
UNITS = """code,parent_code,level,name_vi,name_en,region,kind,population,eligible,valid_from,valid_to,successor
R,,nation,Cả nước,Whole country,,,9000,7000,,,
A,R,province,Tỉnh A,Province A,,,6000,4700,,,
B,R,province,Tỉnh B,Province B,,,3000,2300,,,
a1,A,district,Huyện A Một,District A One,,,4000,3100,,2021-01-31,a3
a2,A,district,Huyện A Hai,District A Two,,,2000,1600,,2021-01-31,a3
a3,A,district,Thành phố A Mới,New A City,,,6000,4700,2021-02-01,,
b1,B,district,Huyện B Một,District B One,,,3000,2300,,,
"""
TARGETS = small.TARGETS + "a3,received,4000,2021-03-02,2021-02-01,ministry\n"
HEADER = "date,unit_code,measure,count\n"
JANUARY = [date(2021, 1, day) for day in range(5, 32)]


def counts(*rows: tuple[date | str, str, int]) -> str:
    """A file of counts, of the measure received."""
    return HEADER + "".join(f"{day},{unit},received,{count}\n" for day, unit, count in rows)


def january(home: Path) -> None:
    """Take in what the old districts did, 30 a day each."""
    small.deliver(home, "january.csv", counts(*((day, unit, 30) for day in JANUARY for unit in OLD)))


OLD = ("a1", "a2", "b1")


def merged(home: Path) -> Path:
    """January by the old districts, then the new definition and two days of February by the new one, with one late
    figure of a1."""
    small.folder(home)
    january(home)
    small.folder(home, units=UNITS, targets=TARGETS)
    small.deliver(home, "counts_2021-02-01.csv", counts(("2021-02-01", "a3", 70), ("2021-02-01", "b1", 30)))
    late = ("2021-01-31", "a1", 45)
    second = counts(late, ("2021-02-02", "a3", 50), ("2021-02-02", "b1", 30))
    small.deliver(home, "counts_2021-02-02.csv", second)
    return home
