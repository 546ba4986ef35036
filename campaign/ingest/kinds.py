"""The kinds of extracts that every campaign may send, with the names under which their columns come."""

from campaign.definition.columns import COMMON, UNIT
from campaign.ingest.contract import Columns, Contract

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
