"""Pages of the score table: choosing a rule, what is reported, groups, caps, conditions on other lines."""

from thidua.words.language import N_
from thidua.words.pages.page import Page

RULES = Page(
    topic="rules",
    title=N_("The rules of a line, and how to choose one"),
    summary=N_("Each line of a table has one `rule`, by which what is reported becomes points; each has its own page."),
    paragraphs=(
        N_(
            "Points count in one of three ways. Base points go from nothing up to the line's `points`. A deduction "
            "starts with all of them and takes away. A bonus comes on top, and its line has no `points`."
        ),
        N_(
            "`deduct` is always a deduction; `bonus`, `step-bonus` and `exclusive-bonus` are always bonuses. For "
            "`points`, `tiers`, `two-way`, `bands` and `levels` the key `as` says `base`, `deduction` or `bonus`, and "
            "`cap` the most a deduction or a bonus comes to in a month. A cap of base points is refused."
        ),
    ),
    example="""\
- code: tu-cham-chenh-lech
  name: Dòng tự chấm chênh lệch với kết quả thẩm định
  points: 2
  rule:
    kind: tiers
    as: deduction
    cap: 2
    tiers:
      - {to: 5%, points: 0}
      - {above: 5%, to: 10%, points: 0.5}
      - {above: 10%, points: 2}
""",
    notes=(
        N_("Somebody judges: `points`. It is so or not: `met`. Others recognise a level: `levels`."),
        N_("Faults are counted: `deduct`. Achievements: `bonus`. Only one honour counts: `exclusive-bonus`."),
        N_("A part of a whole: `all-or-nothing`, `tiers`, or `two-way` where the size matters too."),
        N_("A figure and a target: `attainment` in proportion, `bands` by steps. Above a rate: `step-bonus`."),
        N_("`thidua campaign check FILE` reports what contradicts itself, each with its place in the file."),
    ),
)

MEASURES = Page(
    topic="measures",
    title=N_("What is reported, and how it is typed"),
    summary=N_(
        "What was reported is stored as it was reported: counts, yes or no, a level, points; never only a rate."
    ),
    paragraphs=(
        N_(
            "Numbers are read as people type them: `3.5` and `1,5`, `- 0,25` and `+ 0,1`. Points have two decimals at "
            "most. `1.000` may be a thousand or one, so it is refused with the question; so is a number with both "
            "separators."
        ),
        N_(
            "An empty value is a line that is not scored, which is neither zero nor full points: leave it empty, or "
            "leave the line out, and write 0 only when zero was reached. An empty value after a score takes it "
            "back, with a reason."
        ),
        N_(
            "A rate is two counts: `151/154`. It is always recomputed from them, and compared without rounding. A rate "
            "may be stated beside them, `151/154 = 98,05%` or `151/154 (98,05%)`: one that is more than 0.005 of a "
            "percent away from the counts is stored and flagged."
        ),
    ),
    notes=(
        N_(
            "Cases: `5`, or `5 miễn 2` where the rule knows a waiver. Yes or no: `có`, `đạt`, `x`; `không`, `chưa đạt`."
        ),
        N_("A percentage alone is refused: the counts are kept. More than the whole is refused, but of a plan."),
        N_("In a spreadsheet make the column of values text, or `3/4` becomes a date."),
    ),
)

GROUPS = Page(
    topic="groups",
    title=N_("Groups of lines"),
    summary=N_("A standard or a section of the table: lines and groups stand in it, and caps and a weight apply."),
    paragraphs=(
        N_(
            "A line names its group with `group`, a group the one around it with `parent`. `points` is what the paper "
            "says the lines and groups inside add up to, before the group's own weight: it is checked, 30 must be 30."
        ),
        N_(
            "`weight`, `60%` or `0.6`, weighs the group's sum, after the group's caps; the weighed sum is rounded to "
            "the hundredth, halves up. All lines of a track, weighed so, add up to the campaign's `scale`."
        ),
        N_(
            "`appraiser` names the body that appraises the lines: that of the innermost group that names one. It is "
            "printed beside them."
        ),
    ),
    example="""\
tracks:
  - code: xa
    name: Ủy ban nhân dân các xã
    unit_kinds: [commune]
    groups:
      - {code: tc-1, name: Tiêu chuẩn 1. Chuyên môn, points: 100, weight: 70%}
      - {code: tc-1a, name: a) Đất đai, parent: tc-1, points: 60, appraiser: Phòng Tài nguyên}
      - {code: tc-2, name: Tiêu chuẩn 2. Cải cách hành chính, points: 30, appraiser: Phòng Nội vụ}
    criteria:
      - {code: ho-so-dat-dai, name: Hồ sơ đất đai đúng hạn, group: tc-1a, points: 60}
      - {code: thu-ngan-sach, name: Thu ngân sách, group: tc-1, points: 40}
      - {code: mot-cua, name: Giải quyết hồ sơ ở bộ phận một cửa, group: tc-2, points: 30}
""",
    notes=(
        N_("A group in itself, an unknown parent, or a sum that is not the declared one is reported with its place."),
    ),
)

CAPS = Page(
    topic="caps",
    title=N_("What a cap caps, and over how long"),
    summary=N_("What is capped, at how much, over how long: a cap says all three, and stands where it applies."),
    paragraphs=(
        N_(
            "`cap` in a rule is the most the line's deduction or bonus comes to in one month. `caps` of a line, a "
            "group or a track are lists: each has `of`, `most` and `over`, and they apply in the order written."
        ),
        N_(
            "`of: deductions` caps what is taken away and leaves bonuses alone; `of: bonuses` the other way round; "
            "`of: both` caps each of the two by itself, so that one never makes room for the other."
        ),
        N_(
            "`over` is `month`, `quarter`, `half-year`, `year` or `campaign`, by the calendar. Over several months the "
            "cap is used up in the order of the months, not of typing: a month entered late takes its place."
        ),
    ),
    example="""\
tracks:
  - code: xa
    name: Ủy ban nhân dân các xã
    unit_kinds: [commune]
    caps:
      - {of: bonuses, most: 10, over: year}
    groups:
      - code: moi-truong
        name: Môi trường
        caps:
          - {of: deductions, most: 3}
          - {of: bonuses, most: 1.5, over: quarter}
    criteria:
      - {code: ho-so, name: Hồ sơ đúng hạn, points: 90}
      - code: diem-o-nhiem
        name: Điểm tồn lưu rác chưa xử lý
        group: moi-truong
        points: 10
        rule: {kind: deduct, each: 1, cap: none}
      - code: ra-quan
        name: Mỗi đợt ra quân vệ sinh môi trường
        group: moi-truong
        rule: {kind: bonus, each: 0.5, cap: 1}
        caps:
          - {of: bonuses, most: 2, over: half-year}
totals: {above_scale: allowed}
""",
    notes=(
        N_("A line's caps come first, then those of its groups from the inside out, then those of the track."),
        N_("With a cap of 1.5 over a quarter, and 1 earned in January and 1 in February, February has 0.5."),
        N_("`thidua explain CODE --month MONTH` prints what each cap took."),
    ),
)

CONDITIONS = Page(
    topic="conditions",
    title=N_("Conditions on other lines"),
    summary=N_("What a bonus is not counted without, and what a grade needs besides its total."),
    paragraphs=(
        N_(
            "`requires` names lines. A line alone must be met: full points, nothing deducted, a bonus earned, or the "
            "threshold of its own rule reached. With `points` it needs at least so many of its own points."
        ),
        N_(
            "On a bonus it is looked at when the month is evaluated: where a condition does not hold the bonus stays "
            "in the ledger and counts nothing. On a grade it is a gate: the total alone is not enough, and the report "
            "names the gate that failed."
        ),
        N_("A line that is not scored is not met: what nobody reported fulfils no condition."),
        N_("A line with `rule: {{kind: met}}` and no points is a bare condition: asked for, and worth nothing."),
    ),
    example="""\
tracks:
  - code: xa
    name: Ủy ban nhân dân các xã
    unit_kinds: [commune]
    criteria:
      - {code: ho-so-dung-han, name: Hồ sơ đúng hạn, points: 100, rule: {kind: attainment}}
      - {code: khong-ky-luat, name: Không có lãnh đạo bị kỷ luật, rule: {kind: met}}
      - code: truoc-han
        name: Mỗi hồ sơ trả trước hạn
        rule: {kind: bonus, each: 0.1, cap: 2}
        requires: [khong-ky-luat, {line: ho-so-dung-han, points: 95}]
totals: {above_scale: allowed}
grades:
  - {code: tot, name: Tốt, from: 80, requires: [khong-ky-luat]}
  - {code: chua, name: Chưa đạt, from: 0}
""",
    notes=(
        N_("Only a bonus may have `requires` among lines, and the line it names is due whenever the bonus is."),
        N_("A gate's line stands in every track, and is due in every month in which the track is scored."),
        N_("The lowest grade has no gates: it takes whoever reaches none above it."),
    ),
)
