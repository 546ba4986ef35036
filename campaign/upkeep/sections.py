"""What of a campaign's files an office changes on a page: which records, and which fields of each."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from campaign import settings
from campaign.people.roster import ADMINISTRATORS, STAFF

# What a field holds, which says how it is written and what is offered for it.
TEXT, WHOLE, DAY, FLAG, SPOKEN, LISTED = "text", "whole", "day", "flag", "spoken", "listed"
UNIT, MEASURE, ROLE, KIND = "unit", "measure", "role", "kind"
AREA = "area"  # the unit of a person: the root, or one right below it


@dataclass(frozen=True)
class Field:
    """One value of a record. `SPOKEN` is a text in each language, `LISTED` a list of those."""

    name: str
    holds: str = TEXT
    optional: bool = False


@dataclass(frozen=True)
class Section:
    """Records of one file: the rows of a CSV file, or the tables called `table` of a TOML file. `whose` are the roles
    that may look and change; where it does not `grow`, no record is added or removed."""

    name: str
    file: str
    fields: tuple[Field, ...]
    table: str = ""
    whose: tuple[str, ...] = STAFF
    grows: bool = True

    @property
    def path(self) -> Path:
        """Where the file is, if there is one."""
        return settings.home() / self.file

    def names(self, languages: Collection[str]) -> list[str]:
        """What its values are called: the fields, or in a CSV file its columns, of a text one for each language."""
        if self.table:
            return [field.name for field in self.fields]
        spread = (
            [f"{field.name}_{one}" for one in languages] if field.holds == SPOKEN else [field.name]
            for field in self.fields
        )
        return [name for names in spread for name in names]


SECTIONS = {
    section.name: section
    for section in (
        Section(
            "quotas",
            "targets.csv",
            (
                Field("unit_code", UNIT),
                Field("measure", MEASURE),
                Field("target", WHOLE),
                Field("deadline", DAY),
                Field("issued_on", DAY),
                Field("issued_by"),
            ),
        ),
        Section(
            "events",
            "events.csv",
            (
                Field("first_on", DAY),
                Field("last_on", DAY),
                Field("unit_code", UNIT),
                Field("kind", KIND),
                Field("label", SPOKEN),
            ),
        ),
        Section(
            "deadlines",
            "campaign.toml",
            (
                Field("deadline", DAY),
                Field("opens_on", DAY, optional=True),
                Field("cut_off", optional=True),
                Field("silent_after_days", WHOLE, optional=True),
                Field("hole_after_days", WHOLE, optional=True),
            ),
            "campaign",
            grows=False,
        ),
        Section(
            "connections",
            "campaign.toml",
            (Field("target", WHOLE, optional=True), Field("deadline", DAY, optional=True)),
            "connections",
            grows=False,
        ),
        Section(
            "addressees",
            "campaign.toml",
            (
                Field("superior", SPOKEN),
                Field("name", SPOKEN),
                Field("symbol"),
                Field("place", SPOKEN),
                Field("signer", SPOKEN),
                Field("recipients", LISTED, optional=True),
            ),
            "offices",
            grows=False,
        ),
        Section("notes", "campaign.toml", (Field("boundaries_note", SPOKEN, optional=True),), "levels", grows=False),
        Section(
            "people",
            "roster.toml",
            (
                Field("issuer"),
                Field("subject", optional=True),
                Field("email", optional=True),
                Field("role", ROLE),
                Field("unit", AREA, optional=True),
                Field("revoked", FLAG, optional=True),
            ),
            "people",
            ADMINISTRATORS,
        ),
    )
}


def of(role: str, unit: str | None) -> dict[str, Section]:
    """The sections of whoever has this role and answers for `unit`: files are of every unit, so they are for those who
    answer for all."""
    return {name: one for name, one in SECTIONS.items() if unit is None and role in one.whose}
