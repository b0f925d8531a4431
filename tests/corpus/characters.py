"""Texts that are not what they seem: letters lost, foreign, unseen, in other Unicode forms; written with escapes."""

from unicodedata import normalize

from corpus.case import Case

HEAD = "registration,criterion,value,note\n"
ROW = HEAD + "{},fields,50,\n"
NOTE = HEAD + "MH,fields,50,{}\n"


def _row(name: str, about: str, who: str, *told: str) -> Case:
    return Case(name, about, ROW.format(who), told)


def _noted(name: str, about: str, note: str, *told: str) -> Case:
    return Case(name, about, NOTE.format(note), told, () if told else (1, 1, 0, 0, 0))


def _unit(name: str, about: str, called: str, *told: str) -> Case:
    text = f"code,name,kind\n9,{called},commune\n"
    return Case(name, about, text, told, () if told else (1, 1, 0, 0, 0), kind="units", options=())


CASES = [
    _row("zero-width.csv", "a zero-width space in a code", "M\u200bH", "2:1 text-invisible"),
    _row("joiner.csv", "a zero-width joiner at the end of a code", "MH\u200d", "2:1 text-invisible"),
    _row("mark-within.csv", "a byte order mark within the text", "\ufeffMH", "2:1 text-invisible"),
    _row("soft-hyphen.csv", "a soft hyphen", "M\xadH", "2:1 text-invisible"),
    _row("bidi.csv", "letters shown from right to left", "\u202eHM\u202c", "2:1 text-invisible"),
    _row("isolate.csv", "a mark of direction", "\u2066MH\u2069", "2:1 text-invisible"),
    _row("tag.csv", "letters of tags, which no screen shows", "MH\U000e0041", "2:1 text-invisible"),
    _row("filler.csv", "a filler that is a letter and is not seen", "MH\u3164", "2:1 text-invisible"),
    _row("selector.csv", "a selector of a form, on a letter", "MH\ufe0f", "2:1 text-invisible"),
    _row("bell.csv", "a control character", "M\x07H", "2:1 text-control"),
    _row("escape.csv", "a sequence that would colour a terminal", "\x1b[31mMH", "2:1 text-control"),
    _row("delete.csv", "a deleted character that was kept", "MH\x7f", "2:1 text-control"),
    _row("upper-control.csv", "a control character above Latin-1", "M\x9bH", "2:1 text-control"),
    _row("private.csv", "a character of nobody's", "MH\ue000", "2:1 text-control"),
    _row("noncharacter.csv", "a code that is no character", "MH\uffff", "2:1 text-control"),
    _row("cyrillic.csv", "a code wholly in letters of another script", "\u041c\u041d", "2:1 text-lookalike"),
    _row("greek.csv", "one letter of another script", "M\u0397", "2:1 text-lookalike"),
    _row("wide-letters.csv", "letters as wide as Chinese ones", "\uff2d\uff28", "2:1 text-lookalike"),
    _row("bold-letters.csv", "letters of mathematics", "\U0001d40c\U0001d407", "2:1 text-lookalike"),
    Case(
        "no-break.csv",
        "no-break spaces in a name are spaces",
        ROW.format("Xã\xa0Mỹ\u202fHòa"),
        counts=(1, 1, 0, 0, 0),
        plan=("MH fields 2024-03 agreed 50 = 50",),
    ),
    _noted("lost.csv", "letters saved as question marks", "Nguy?n V?n M?u", "2:4 text-letters-lost"),
    _noted("replaced.csv", "letters saved as the sign of none", "Nguy\ufffdn", "2:4 text-letters-lost"),
    _noted("asked.csv", "a question is no lost letter", "Đã xong chưa?"),
    _noted("link.csv", "a question mark in a link is no lost letter", "https://example.org/?a=1"),
    _noted("emoji.csv", "emoji with their selectors are seen", "\u2714\ufe0f xong \U0001f44d"),
    _noted("cyrillic-note.csv", "a whole word of another script is foreign and no trap", "Москва"),
    _noted(
        "cyrillic-letter.csv", "a letter of another script in a Vietnamese word", "Nguy\u0435n", "2:4 text-lookalike"
    ),
    _noted("separators.csv", "line separators of Unicode are no line breaks", "một\u2028hai"),
    _noted("next-line.csv", "the next-line character", "một\x85hai", "2:4 text-control"),
    _unit("lost-name.csv", "a name whose letters were lost", "Xã M? H?a", "2:2 text-letters-lost"),
    _unit("decomposed.csv", "a name in decomposed form", normalize("NFD", "Xã Mẫu Thượng Đồng")),
    _unit("icelandic.csv", "the letter of Iceland that looks like Đ is read as it", "Xã \xd0ồng Mẫu"),
    _unit("only-unseen.csv", "a name of nothing that is seen", "\u200b", "2:2 text-invisible"),
    Case(
        "decomposed-headings.csv",
        "headings and names in decomposed form",
        normalize("NFD", "Mã đăng ký;Tiêu chí;Kết quả\nXã Mỹ Hòa;fields;9,5\n"),
        counts=(1, 1, 0, 0, 0),
        plan=("MH fields 2024-03 agreed 9.5 = 9.5",),
    ),
    Case(
        "unseen-heading.csv",
        "a character that is not seen in a heading",
        "regis\u200btration,criterion,value\nMH,fields,50\n",
        counts=(1, 1, 0, 0, 0),
    ),
    Case(
        "lookalike-heading.csv",
        "a letter of another script in a heading",
        "registrati\u043en,criterion,value\nMH,fields,50\n",
        ("1:1 column-misspelt",),
    ),
]
