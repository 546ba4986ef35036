"""The contracts of extract files: which columns each kind has, and the names under which they come."""

import re
import unicodedata
from dataclasses import dataclass

from campaign import words
from campaign.ingest.faults import HeldError

UNIT = ("ma_huyen", "ma_quan_huyen", "ma_don_vi", "ma_dv", "district_code", "unit_code", "don_vi")
DAY = ("ngay", "ngay_so_lieu", "ngay_thong_ke")
COMMON = {
    "reported_on": ("ngay_bao_cao", "ngay_gui"),
    "source": ("nguon", "nguon_so_lieu"),
    "province_code": ("ma_tinh", "ma_tinh_thanh", "tinh"),
}


@dataclass(frozen=True)
class Contract:
    """One kind of extract: its columns in order, each with the other names under which it is understood.

    `stages` are the columns that hold the day of a stage, in the order of the chain; the measure of a
    stage has the column's name without `_on`. `amount` is the column with the number of a measure.
    `optional` columns may be missing.
    """

    kind: str
    columns: dict[str, tuple[str, ...]]
    stages: tuple[str, ...] = ()
    amount: str = ""
    optional: tuple[str, ...] = tuple(COMMON)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a file is not of this kind."""
        return tuple(column for column in self.columns if column not in self.optional)

    @property
    def query(self) -> str:
        """Name of the query under queries/build/ that checks this kind."""
        return "records" if self.stages else "amounts" if self.amount else self.kind

    @property
    def table(self) -> str:
        """Table of the snapshot that takes what it says."""
        return "reports" if self.stages or self.amount else self.kind

    @property
    def names_in_query(self) -> dict[str, str]:
        """Names of columns that kinds checked by one query have in common there."""
        return {self.required[0]: "id"} if self.stages else {self.amount: "value"} if self.amount else {}

    def names(self) -> dict[str, str]:
        """The contract's column for every spelling of it."""
        return {plain(spelling): column for column, others in self.columns.items() for spelling in (column, *others)}


def _contract(
    kind: str,
    columns: dict[str, tuple[str, ...]],
    stages: tuple[str, ...] = (),
    amount: str = "",
    optional: tuple[str, ...] = (),
) -> Contract:
    return Contract(kind, columns | COMMON, stages, amount, (*optional, *COMMON))


CONTRACTS = (
    _contract(
        "issuance_records",
        {
            "application_id": ("ma_ho_so", "so_ho_so"),
            "district_code": UNIT,
            "received_on": ("ngay_thu_nhan", "ngay_tiep_nhan", "ngay_nhan_ho_so"),
            "approved_on": ("ngay_phe_duyet", "ngay_duyet"),
            "printed_on": ("ngay_in", "ngay_in_the"),
            "returned_on": ("ngay_chuyen_tra", "ngay_tra_dia_phuong"),
            "delivered_on": ("ngay_tra_cong_dan", "ngay_tra_the", "ngay_phat_the"),
        },
        stages=("received_on", "approved_on", "printed_on", "returned_on", "delivered_on"),
    ),
    _contract(
        "cleansing_records",
        {
            "record_id": ("ma_ban_ghi", "ma_nhan_khau", "ma_phieu"),
            "district_code": UNIT,
            "collected_on": ("ngay_thu", "ngay_thu_phieu"),
            "entered_on": ("ngay_nhap", "ngay_nhap_phieu"),
            "cleansed_on": ("ngay_lam_sach",),
            "assigned_on": ("ngay_cap_so", "ngay_cap_so_dinh_danh", "ngay_cap_dinh_danh"),
            "defect": ("loai_loi", "loi", "sai_sot"),
        },
        stages=("collected_on", "entered_on", "cleansed_on", "assigned_on"),
        optional=("defect",),  # understood and not counted: open defects come as `defects`, one number from one place
    ),
    _contract(
        "counts",
        {
            "date": DAY,
            "unit_code": UNIT,
            "measure": ("chi_tieu", "noi_dung", "hang_muc"),
            "count": ("so_luong", "so_trong_ngay"),
        },
        amount="count",
    ),
    _contract(
        "totals",
        {
            "date": DAY,
            "unit_code": UNIT,
            "measure": ("chi_tieu", "noi_dung", "hang_muc"),
            "total": ("luy_ke", "tong_so", "so_luy_ke", "tong_luy_ke", "cumulative"),
        },
        amount="total",
    ),
    _contract(
        "defects",
        {
            "date": DAY,
            "unit_code": UNIT,
            "defect": ("loai_loi", "loi", "sai_sot"),
            "open": ("con_lai", "so_ton", "chua_xu_ly"),
            "found": ("da_phat_hien", "luy_ke_phat_hien", "so_phat_hien"),
        },
        optional=("found",),
    ),
    _contract(
        "verification",
        {
            "date": DAY,
            "unit_code": UNIT,
            "sample_size": ("co_mau", "so_mau", "so_kiem_tra"),
            "defects_found": ("so_loi", "so_sai_sot"),
        },
    ),
    _contract(
        "services",
        {
            "service_id": ("ma_dich_vu",),
            "name": ("ten", "ten_dich_vu"),
            "kind": ("loai", "loai_dich_vu"),
            "owner": ("don_vi_chu_tri", "co_quan_chu_quan", "chu_quan"),
            "unit_code": UNIT,
            "planned_on": ("ngay_ke_hoach", "ngay_du_kien"),
            "tested_on": ("ngay_thu_nghiem", "ngay_kiem_thu"),
            "connected_on": ("ngay_ket_noi",),
        },
        optional=("unit_code",),
    ),
)


def plain(name: str) -> str:
    """`name` as it is compared: lower case, no diacritics, words joined by `_` ("Ngày thu nhận" → ngay_thu_nhan)."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", bare.casefold()).strip("_")


def recognise(header: list[str]) -> tuple[Contract, list[str]]:
    """The contract of a file with this header, and the contract's column for each of its cells, in order.

    HeldError when a column is missing, unknown or stands twice; the message names no cell of the file.
    """
    nearest = max(CONTRACTS, key=lambda contract: _likeness(contract, header))
    names = nearest.names()
    columns = [names.get(plain(name), "") for name in header]
    differences = {
        "missing": [column for column in nearest.required if column not in columns],
        "unknown": [str(place) for place, column in enumerate(columns, 1) if not column],
        "twice": sorted({column for column in columns if column and columns.count(column) > 1}),
    }
    found = "; ".join(
        words.t(f"ingest.header_{difference}", columns=", ".join(those))
        for difference, those in differences.items()
        if those
    )
    if found:
        raise HeldError("header", kind=nearest.kind, differences=found, columns=", ".join(nearest.required))
    return nearest, columns


def _likeness(contract: Contract, header: list[str]) -> float:
    known = {contract.names().get(plain(name)) for name in header} - {None}
    missing = set(contract.required) - known
    return len(known) - len(missing) - 0.5 * (len(header) - len(known))
