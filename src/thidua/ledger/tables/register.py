"""What is set up and registered: campaigns and their rulesets, units by date, registrations and their content."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from thidua.ledger.tables.columns import CLUSTERED, STRICT, alone, key, of, words


class CampaignRow(SQLModel, table=True):
    """A campaign known to this ledger."""

    __tablename__ = "campaign"
    __table_args__ = (alone("campaign_by_code", "code"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    code: str = words()


class Ruleset(SQLModel, table=True):
    """One version of a campaign's file, whole, in force from a day on."""

    __table_args__ = (UniqueConstraint("campaign", "version"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    version: int
    in_force_from: str = words()
    digest: str = words()
    text: str = words()


class CriterionRow(SQLModel, table=True):
    """The number by which the ledger knows a line of a track."""

    __tablename__ = "criterion"
    __table_args__ = (alone("criterion_by_code", "campaign", "track", "code"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    track: str = words()
    code: str = words()


class Unit(SQLModel, table=True):
    """A unit's code; what it is called and belongs to is dated, in ``unit_state``."""

    __table_args__ = (alone("unit_by_code", "code"), STRICT)
    id: int = key()
    entry: int = of("entry.seq")
    code: str = words()


class UnitState(SQLModel, table=True):
    """What a unit is from a day on; the later row of one day corrects the earlier."""

    __tablename__ = "unit_state"
    __table_args__ = (STRICT,)
    id: int = key()
    entry: int = of("entry.seq")
    unit: int = of("unit.id", index=True)
    valid_from: str = words()
    valid_to: str | None = words(default=None)
    name: str = words()
    kind: str = words()
    parent: int | None = of("unit.id", default=None)
    cluster: str | None = words(default=None)
    head: int | None = of("person.id", default=None)


class Registration(SQLModel, table=True):
    """A collective's or an individual's registration; a unit registers once as a collective, a person once in it."""

    __table_args__ = (
        CheckConstraint("(person IS NULL) = (person_kind IS NULL)"),
        CheckConstraint("late IN (0, 1)"),
        alone("registration_by_code", "campaign", "code"),
        alone("one_collective", "campaign", "unit", where="person IS NULL"),
        alone("one_individual", "campaign", "unit", "person", where="person IS NOT NULL"),
        STRICT,
    )
    id: int = key()
    entry: int = of("entry.seq")
    campaign: int = of("campaign.id")
    code: str = words()
    unit: int = of("unit.id")
    person: int | None = of("person.id", default=None)
    person_kind: str | None = words(default=None)
    track: str = words()
    speciality: str | None = words(default=None)
    registered_on: str = words()
    late: int


class ContentItem(SQLModel, table=True):
    """One registered item; a supplement appends the whole content again as the next version."""

    __tablename__ = "content_item"
    __table_args__ = (CLUSTERED,)
    registration: int = key(foreign_key="registration.id")
    version: int = key()
    position: int = key()
    entry: int = of("entry.seq")
    content: str = words()
    goal: str | None = words(default=None)
    deadline: str | None = words(default=None)
    tags: str = words()
