"""What the name of a column may mean: a column of some contract, a measure, or nothing."""

import re
from dataclasses import dataclass

from campaign.definition import Definition
from campaign.definition.columns import UNIT, normalised
from campaign.ingest.contracts import contracts
from campaign.ingest.layouts.header import JOIN
from campaign.ingest.layouts.model import DAY, MEASURE, NOTHING, VALUE

NUMBERED = {"stt", "tt", "so_tt"}  # names of a column that numbers the rows
SILENT = NUMBERED | {"ghi_chu", "ghi_chu_khac", "note", "notes", "tong", "tong_cong", "cong", "ty_le", "no"}
RUNNING = re.compile(r"luy_ke|cong_don|tong_so_den|cumulative|den_ngay")
UNITS = {
    "ten_don_vi",
    "don_vi_bao_cao",
    "quan_huyen",
    "quan_huyen_thi_xa",
    "huyen",
    "quan",
    "cong_an_huyen",
    "dia_phuong",
}
FILLERS = {"so", "luong", "tong", "da", "ho", "trong", "ngay", "luy", "ke", "duoc"}


@dataclass(frozen=True)
class Meanings:
    """The contract's column for each name, and the words of each measure's names."""

    columns: dict[str, str]
    measures: dict[str, list[frozenset[str]]]

    def of_name(self, name: str) -> str:
        """What a name, normalised, means; "-" for nothing that is known. Of two rows, both are heard."""
        parts = [part for part in name.replace(DAY, "").split(JOIN.strip()) if normalised(part)]
        names = [normalised(part) for part in parts]
        joined = "_".join(names)
        if not names:
            return VALUE if DAY in name else NOTHING
        if joined in SILENT or names[-1] in SILENT:
            return NOTHING
        for one in (joined, *names):
            if one in self.columns and len(names) == 1:
                return self.columns[one]
        if len(set(names)) == 1 or len(names) == 1:
            measure = self.in_words(names[0])
            return f"{MEASURE}{measure}" if measure else self.columns.get(names[0], NOTHING)
        measure = next((found for one in names if (found := self.in_words(one))), None)
        if measure:
            return f"{MEASURE}{measure}"
        return next((self.columns[one] for one in names if one in self.columns), NOTHING)

    def in_words(self, name: str) -> str | None:
        """The one measure that a name is about: its label, or the words of it that matter."""
        said = frozenset(name.split("_"))
        exact = [measure for measure, labels in self.measures.items() if said in labels]
        if exact:
            return exact[0]
        said -= FILLERS
        near = [
            measure
            for measure, labels in self.measures.items()
            if said
            and any(said <= label - FILLERS or (label - FILLERS and label - FILLERS <= said) for label in labels)
        ]
        return near[0] if len(near) == 1 else None

    def in_text(self, text: str) -> str | None:
        """The one measure of which a title speaks."""
        said = f"_{normalised(text)}_"
        found = [
            measure
            for measure, labels in self.measures.items()
            if any(label - FILLERS and all(f"_{word}_" in said for word in label - FILLERS) for label in labels)
        ]
        return found[0] if len(found) == 1 else None


def of(definition: Definition) -> Meanings:
    """Those of a campaign."""
    columns: dict[str, str] = {}
    for contract in reversed(contracts(definition)):
        columns |= contract.names()
    columns |= dict.fromkeys(UNITS, "unit_code")
    columns |= {name: "unit_code" for name in UNIT}
    measures = {
        one.id: [frozenset(normalised(text).split("_")) for text in (*one.label.texts.values(), one.id)]
        for one in definition.measures
    }
    return Meanings(columns, measures)
