"""The chapters of the demo: what a newcomer is shown, as commands."""

from dataclasses import dataclass
from pathlib import Path

from thidua.words.language import N_


@dataclass(frozen=True)
class Chapter:
    """One part of the story, and the commands that tell it."""

    title: str
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """The story was told: on which ledger, by which commands."""

    ledger: Path
    commands: tuple[str, ...]


CAMPAIGN = "dong-khoi-moi-ba-tri-2024"
_CAMPAIGN = f"{CAMPAIGN}.yaml"
_UNITS = "units-ba-tri-2024.csv"
_REGISTRATIONS = "ba-tri-2024-registrations.csv"
_MARCH = "ba-tri-2024-scores-2024-03.csv"
_SEPTEMBER = "ba-tri-2024-scores-2024-09.csv"
shipped = frozenset({_CAMPAIGN, _UNITS, _REGISTRATIONS, _MARCH, _SEPTEMBER})

_BALLOTS = "--present 9 --issued 9 --returned 9 --valid 9"

STORY = (
    Chapter(
        N_("The campaign is launched, in a new ledger"),
        ("init", f"campaign check {_CAMPAIGN}", f"launch {_CAMPAIGN}", f"import units {_UNITS}"),
    ),
    Chapter(
        N_("Step 1: 23 units register; Tiệm Tôm is late, and Vĩnh An has no goal and does not count"),
        (f"import registrations {_REGISTRATIONS}", "report registrations"),
    ),
    Chapter(
        N_("March is scored and evaluated; An Đức has a line missing, so it has no rank"),
        (f"import scores {_MARCH} --month 2024-03", "evaluate --month 2024-03", "explain MY-HOA --month 2024-03"),
    ),
    Chapter(
        N_("The council votes by secret ballot on the shortlist; Mỹ Hòa is carried and commended"),
        (
            f"vote MY-HOA --month 2024-03 --on 2024-04-04 {_BALLOTS} --yes 8 --no 1 "
            "--nominee PHUOC-NGAI=6/3 --nominee AN-NGAI-TAY=5/4",
            "commend MY-HOA --month 2024-03 --on 2024-04-10 --praise --reward --form 'giấy khen' "
            "--decision 125/QĐ-MAU --decision-date 2024-04-10 --signatory 'Nguyễn Văn Mẫu'",
        ),
    ),
    Chapter(
        N_("Step 2: Mỹ Hòa is publicised"),
        ("publicise MY-HOA --channel 'Đài truyền thanh huyện' --reach 1200 --on 2024-04-15",),
    ),
    Chapter(
        N_("Step 3: two communes learn from it"),
        (
            "learn AN-HIEP --from MY-HOA --on 2024-05-10 --form 'tham quan mô hình' --participants 25",
            "learn TAN-THUY --from MY-HOA --on 2024-05-17 --form 'sinh hoạt câu lạc bộ' --participants 30",
        ),
    ),
    Chapter(
        N_("Step 4: September is evaluated, and both are reviewed beside Mỹ Hòa's March"),
        (
            f"import scores {_SEPTEMBER} --month 2024-09",
            "evaluate --month 2024-09",
            f"review AN-HIEP --from MY-HOA --month 2024-09 --on 2024-10-03 {_BALLOTS} --yes 8 --no 1 "
            "--minutes 12/BB-MAU --minutes-date 2024-10-03",
            f"review TAN-THUY --from MY-HOA --month 2024-09 --on 2024-10-03 {_BALLOTS} --yes 9 --no 0 "
            "--minutes 12/BB-MAU --minutes-date 2024-10-03",
        ),
    ),
    Chapter(
        N_("Step 5: one decision recognises both"),
        (
            "recognise AN-HIEP TAN-THUY --from MY-HOA --decision 310/QĐ-MAU --on 2024-10-10 "
            "--signatory 'Nguyễn Văn Mẫu'",
        ),
    ),
    Chapter(
        N_("Where everything stands"),
        ("status", "status MY-HOA", "report journey", "report"),
    ),
)
