"""Names of the columns that extracts of every campaign have, and how two spellings of a name are compared."""

import re
import unicodedata
from functools import lru_cache

KINDS = (
    "counts",
    "totals",
    "defects",
    "verification",
    "services",
    "uptake",
    "orders",
    "notes",
    "controls",
    "supplies",
    "expected",
    "resources",
    "reasons",
)  # of extracts that every campaign may send
UNIT = ("ma_huyen", "ma_quan_huyen", "ma_don_vi", "ma_dv", "district_code", "unit_code", "don_vi")
COMMON = {
    "reported_on": ("ngay_bao_cao", "ngay_gui"),
    "source": ("nguon", "nguon_so_lieu"),
    "province_code": ("ma_tinh", "ma_tinh_thanh", "tinh"),
}


@lru_cache(maxsize=1 << 14)  # one process reads many files against the same names
def normalised(name: str) -> str:
    """`name` as it is compared: lower case, no diacritics, words joined by `_` ("Ngày thu nhận" → ngay_thu_nhan)."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", bare.casefold()).strip("_")
