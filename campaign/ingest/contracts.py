"""The contracts of extract files: which columns each kind has, and the names under which they come."""

from dataclasses import dataclass
from difflib import get_close_matches

from campaign import words
from campaign.definition import Definition, Records
from campaign.definition.columns import COMMON, UNIT, normalised
from campaign.ingest.errors import HeldError

Columns = dict[str, tuple[str, ...]]
MISSPELT = 0.8  # likeness of a name to that of a column from which on it is taken for a slip: one letter of six
CONTROLS = "controls"  # totals of units above those that report
DAY = ("ngay", "ngay_so_lieu", "ngay_thong_ke")
MEASURE = ("chi_tieu", "noi_dung", "hang_muc")
RESPONSIBLE: dict[str, tuple[str, ...]] = {  # for a connection: the owner's own body, and the one on the other side
    "responsible": ("don_vi_phu_trach",),
    "responsible_en": ("don_vi_phu_trach_tieng_anh",),
    "counterpart": ("don_vi_phoi_hop",),
    "counterpart_en": ("don_vi_phoi_hop_tieng_anh",),
}
SUPPLY = ("vat_tu", "ma_vat_tu", "loai_vat_tu")


@dataclass(frozen=True)
class Contract:
    """One kind of extract: its columns in order, each with the other names under which it is understood.

    `stages` are the columns that hold the day of a stage, in the order of the chain, of what `measures` count;
    `amount` is the column with the number of a measure; what is not `counted` is kept beside the ledger, to compare
    with. `optional` columns may be missing.
    """

    kind: str
    columns: Columns
    stages: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    amount: str = ""
    optional: tuple[str, ...] = tuple(COMMON)
    counted: bool = True

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a file is not of this kind."""
        return tuple(column for column in self.columns if column not in self.optional)

    @property
    def query(self) -> str:
        """Name of the query under queries/build/ that checks this kind."""
        return "records" if self.stages else "amounts" if self.amount and self.counted else self.kind

    @property
    def table(self) -> str:
        """Table of the snapshot that takes what it says."""
        return "reports" if self.stages or (self.amount and self.counted) else self.kind

    @property
    def running(self) -> bool:
        """Whether its amounts are totals up to a day."""
        return self.amount not in ("", "count")

    @property
    def names_in_query(self) -> dict[str, str]:
        """Names of columns that kinds checked by one query have in common there."""
        return {self.required[0]: "id"} if self.stages else {self.amount: "value"} if self.amount else {}

    def names(self) -> dict[str, str]:
        """The contract's column for every spelling of it."""
        return {
            normalised(spelling): column for column, others in self.columns.items() for spelling in (column, *others)
        }


def _contract(kind: str, columns: Columns, amount: str = "", optional: tuple[str, ...] = ()) -> Contract:
    return Contract(kind, columns | COMMON, amount=amount, optional=(*optional, *COMMON))


GENERIC = (
    _contract(
        "counts",
        {
            "date": DAY,
            "unit_code": UNIT,
            "measure": MEASURE,
            "count": ("so_luong", "so_trong_ngay"),
        },
        amount="count",
    ),
    _contract(
        "totals",
        {
            "date": DAY,
            "unit_code": UNIT,
            "measure": MEASURE,
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
            "name_en": ("ten_tieng_anh", "ten_dich_vu_tieng_anh"),
            "kind": ("loai", "loai_dich_vu"),
            "owner": ("don_vi_chu_tri", "co_quan_chu_quan", "chu_quan"),
            "owner_en": ("don_vi_chu_tri_tieng_anh", "co_quan_chu_quan_tieng_anh", "chu_quan_tieng_anh"),
            "unit_code": UNIT,
            "planned_on": ("ngay_ke_hoach", "ngay_du_kien"),
            "ready_on": ("ngay_san_sang",),
            "tested_on": ("ngay_thu_nghiem", "ngay_kiem_thu"),
            "connected_on": ("ngay_ket_noi",),
            "route": ("kenh_ket_noi", "nen_tang", "truc_ket_noi"),
            **RESPONSIBLE,
        },
        optional=("name_en", "owner_en", "unit_code", "ready_on", "route", *RESPONSIBLE),
    ),
    _contract(
        "uptake",
        {
            "date": DAY,
            "service_id": ("ma_dich_vu",),
            "figure": ("so_lieu_su_dung", "loai_su_dung"),
            "total": ("luy_ke", "tong_so", "so_luy_ke"),
        },
        optional=("service_id",),
    ),
    _contract(
        "orders",
        {
            "order_id": ("ma_chi_dao", "so_chi_dao", "so_van_ban"),
            "given_on": ("ngay_giao", "ngay_ban_hanh"),
            "unit_code": UNIT,
            "owner": ("don_vi_thuc_hien", "co_quan_thuc_hien"),
            "instruction": ("noi_dung_chi_dao", "viec_giao", "yeu_cau"),
            "measure": MEASURE,
            "goal": ("muc_tieu", "so_phai_dat"),
            "due_on": ("han", "han_hoan_thanh", "thoi_han"),
            "given_by": ("nguoi_giao", "nguoi_ky"),
            "withdrawn_on": ("ngay_rut", "ngay_huy"),
        },
        optional=("unit_code", "owner", "measure", "goal", "given_by", "withdrawn_on"),
    ),
    _contract(
        "notes",
        {
            "unit_code": UNIT,
            "measure": MEASURE,
            "first_on": ("tu_ngay", *DAY),
            "last_on": ("den_ngay",),
            "note": ("ghi_chu", "ly_do", "dien_giai"),
            "written_by": ("nguoi_ghi",),
        },
        optional=("measure", "last_on", "written_by"),
    ),
    _contract(
        "resources",
        {
            "date": DAY,
            "unit_code": UNIT,
            "resource": ("nguon_luc", "loai_nguon_luc"),
            "number": ("so_luong", "so_hien_co"),
            "communes": ("so_xa_phuc_vu", "so_xa_duoc_phuc_vu"),
            "communes_all": ("so_xa", "tong_so_xa"),
        },
        optional=("communes", "communes_all"),
    ),
    Contract(
        CONTROLS,
        {
            "date": DAY,
            "unit_code": (*UNIT, *COMMON["province_code"]),
            "measure": MEASURE,
            "published": ("so_doi_chieu", "so_cong_bo", "da_cong_bo", "so_da_cong_bo"),
            **COMMON,
            "province_code": (),
        },
        amount="published",
        counted=False,
    ),
    _contract(
        "reasons",
        {
            "date": DAY,
            "unit_code": UNIT,
            "reason": ("ly_do", "ly_do_thieu", "nguyen_nhan"),
            "persons": ("so_nguoi", "so_truong_hop", "so_con_thieu"),
        },
    ),
    _contract(
        "supplies",
        {
            "date": DAY,
            "unit_code": (*UNIT, "kho"),
            "supply": SUPPLY,
            "in_hand": ("ton_kho", "so_ton_kho", "con_trong_kho"),
            "delivered": ("luy_ke_nhan", "da_nhan", "so_da_nhan"),
            "used": ("luy_ke_dung", "da_dung", "da_su_dung"),
        },
        optional=("delivered", "used"),
    ),
    _contract(
        "expected",
        {
            "expected_on": ("ngay_du_kien_ve", "ngay_du_kien_nhan", "du_kien_ve", "ngay_du_kien"),
            "unit_code": (*UNIT, "kho"),
            "supply": SUPPLY,
            "items": ("so_luong_ve", "so_luong_du_kien", "so_luong"),
        },
    ),
)


# Tables of the snapshot that keep beside the ledger what files of these kinds say.
BESIDE = tuple(contract.table for contract in GENERIC if contract.table != "reports")


def contracts(definition: Definition) -> tuple[Contract, ...]:
    """Every kind of extract that this campaign takes: those of its records, and those of every campaign."""
    return (*map(of_records, definition.records), *GENERIC)


def of_records(records: Records) -> Contract:
    """The contract of records with a day for each stage of a chain."""
    unit = {"district_code": UNIT}
    own = {column: records.aliases.get(column, ()) for column in records.columns}
    return Contract(
        records.kind,
        {records.id: own.pop(records.id)} | unit | own | COMMON,
        stages=tuple(f"{stage}_on" for stage in records.stages),
        measures=records.stages,
        optional=(*records.optional, *COMMON),
    )


def spellings(definition: Definition) -> frozenset[str]:
    """Every name, normalised, under which a column of some contract may come."""
    return frozenset(spelling for contract in contracts(definition) for spelling in contract.names())


def recognise(header: list[str], known: tuple[Contract, ...]) -> tuple[Contract, list[str]]:
    """Which of the `known` contracts a file with this header has, and its column for each of the cells, in order.

    HeldError when a column is missing, unknown or stands twice. The message names no cell of the file, unless it is
    all but a column's name.
    """
    nearest = max(known, key=lambda contract: _likeness(contract, header))
    names = nearest.names()
    columns = [names.get(normalised(name), "") for name in header]
    missing = [column for column in nearest.required if column not in columns]
    meant = {place: column for place, name in enumerate(header) if (column := _meant(name, names)) in missing}
    differences = {
        "meant": [f"'{normalised(header[place])}' → {column}" for place, column in meant.items()],
        "missing": [column for column in missing if column not in meant.values()],
        "unknown": [str(place + 1) for place, column in enumerate(columns) if not column and place not in meant],
        "twice": sorted({column for column in columns if column and columns.count(column) > 1}),
    }
    found = "; ".join(
        words.t(f"ingest.header_{difference}", columns=", ".join(those))
        for difference, those in differences.items()
        if those
    )
    if len(missing) == len(nearest.required) and not meant:
        raise HeldError("no_header", columns=", ".join(GENERIC[0].required))
    if found:
        raise HeldError("header", kind=nearest.kind, differences=found)
    return nearest, columns


def _meant(name: str, names: dict[str, str]) -> str | None:
    """The column of which a name may be misspelt; None for a name of few letters, and for one that is a column's."""
    written = normalised(name)
    near = get_close_matches(written, names, 1, MISSPELT) if len(written) > 3 and written not in names else []
    return names[near[0]] if near else None


def _likeness(contract: Contract, header: list[str]) -> float:
    known = {contract.names().get(normalised(name)) for name in header} - {None}
    missing = set(contract.required) - known
    return len(known) - len(missing) - 0.5 * (len(header) - len(known))
