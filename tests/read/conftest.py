"""A sound campaign file of 39 lines, and what a changed one is refused for."""

from string import Formatter

import pytest

from thidua.domain.campaign import Campaign
from thidua.read.campaign import read_campaign
from thidua.words.language import Language
from thidua.words.refusals import SENTENCES

SOUND = """\
code: dong-khoi-2024
name: Phong trào thi đua "Đồng khởi mới"
kind: peak
organiser: {name: Huyện ủy Ba Tri, kind: party}
basis: [Chỉ thị số 01-CT/TU]
motive: Khơi dậy truyền thống
objective: Hệ thống chính trị vững mạnh
scope: Toàn huyện
participants: Đảng ủy các xã
content: Hai chân - Ba mũi
launched: 2024-02-15
closes: 31/12/2024
tracks:
  - code: xa
    name: Các xã
    unit_kinds: [commune]
    pillars:
      - {code: chan-1, family: leg, name: Xây dựng Đảng}
      - {code: mui-1, family: prong, name: Tuyên truyền}
    criteria:
      - code: to-chuc
        name: Tổ chức
        pillars: [chan-1, mui-1]
        points: 90,5
      - code: van-dong
        name: Vận động
        pillars: [mui-1]
        points: 9.5
        due: [4, 8, 12]
grades:
  - {code: tot, name: Tốt, from: 80}
  - {code: kha, name: Khá, from: 0}
members:
  - {from: 2024-02-15, council: 9}
vote:
  quorum: 2/3
  approve: ">= 80%"
learning:
  by: total
"""


@pytest.fixture
def sound():
    return SOUND


@pytest.fixture
def refusals():
    """Read a file; give each problem as (code, "line:col", facts), each fit to be said in words."""

    def read(content):
        content = content.encode() if isinstance(content, str) else content
        problems = read_campaign(content, file="c.yaml")
        assert not isinstance(problems, Campaign), "the file is sound"
        for problem in problems:
            sentence = SENTENCES[problem.reason.code]
            assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= set(problem.reason.facts)
            assert Language("en").say(sentence, **problem.reason.facts)
        return [
            (p.reason.code, str(p.place).removeprefix("c.yaml").removeprefix(":"), dict(p.reason.facts))
            for p in problems
        ]

    return read


@pytest.fixture
def changed(refusals):
    """Replace one passage of the sound file, which must be there once, and give the refusals."""

    def read(*pairs):
        text = SOUND
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return refusals(text)

    return read
