"""JSON lines that are no plain text: marks, depth, length, characters."""

from corpus.case import Case

GOOD = '{"registration": "MH", "criterion": "fields", "value": 50}'
VALUE = '{{"registration": "MH", "criterion": "fields", "value": {}}}\n'
NOTE = '{{"registration": "MH", "criterion": "fields", "value": 50, "note": {}}}\n'
ONE = (1, 1, 0, 0, 0)
DEEP = 100_000


def _value(name: str, about: str, value: str, *told: str) -> Case:
    return Case(name, about, VALUE.format(value), told)


CASES = [
    Case("bom.jsonl", "a byte order mark", b"\xef\xbb\xbf" + GOOD.encode(), counts=ONE),
    Case(
        "crlf.jsonl",
        "lines as on Windows, no end at the last",
        f"{GOOD}\r\n\r\n{GOOD.replace('MH', 'AH')}",
        counts=(2, 2, 0, 0, 0),
    ),
    Case("blank-first.jsonl", "blank lines above", f"\n \n{GOOD}\n", counts=ONE),
    Case("object-empty.jsonl", "an object with nothing in it", f"{GOOD}\n{{}}\n", ("2:1 cell-empty", "2:2 cell-empty")),
    Case("objects-empty.jsonl", "nothing but empty objects", "{}\n{}\n", ("1 rows-empty",)),
    Case(
        "numbers-huge.jsonl",
        "a number of a hundred thousand digits",
        VALUE.format("9" * 100_000),
        ("1:3 number-malformed",),
    ),
    _value("exponent-huge.jsonl", "a number beyond any", "1e999", "1:3 number-malformed"),
    _value("minus-zero.jsonl", "zero below zero", "-1", "1:3 score-below-zero"),
    _value("text-nul.jsonl", "a NUL written as an escape", '"5\\u0000"', "1:3 text-control"),
    _value("formula.jsonl", "what a spreadsheet would run", "\"=cmd|'/C calc'!A0\"", "1:3 number-malformed"),
    _value("deep.jsonl", "lists in lists, a hundred thousand deep", "[" * DEEP + "]" * DEEP, "1 json-malformed"),
    Case(
        "objects-deep.jsonl",
        "objects in objects, a hundred thousand deep",
        '{"a":' * DEEP + "1" + "}" * DEEP,
        ("1 json-malformed",),
    ),
    Case(
        "key-repeated-within.jsonl",
        "a key twice in an object in an object",
        NOTE.format('{"a": 1, "a": 2}'),
        ("1 json-key-repeated",),
    ),
    Case("note-escaped.jsonl", "letters written as escapes", NOTE.format('"x\\u00e3 \\ud83d\\udc4d"'), counts=ONE),
    Case(
        "note-unseen.jsonl",
        "a character that is not seen, as an escape",
        NOTE.format('"m\\u200bột"'),
        ("1:4 text-invisible",),
    ),
    Case(
        "keys-many.jsonl",
        "other keys in every object",
        "".join(f'{{"k{n}": 1}}\n' for n in range(400)),
        ("301 json-keys-too-many",),
    ),
    Case(
        "not-utf-8.jsonl",
        "a byte that is not UTF-8",
        GOOD.encode() + b'\n{"registration": "\xff"}\n',
        ("2 text-encoding-unknown",),
    ),
    Case(
        "line-long.jsonl", "a line longer than is read", NOTE.format('"' + "x" * 1_100_000 + '"'), ("1 line-too-long",)
    ),
    _value("half-character.jsonl", "half a character as an escape", '"\\ud800"', "1 json-half-character"),
    Case("half-in-key.jsonl", "half a character in a key", '{"a\\udfff": 1}', ("1 json-half-character",)),
    Case(
        "half-in-key-nested.jsonl",
        "half a character in a key of what is refused",
        '{"a\\udfff": {}}',
        ("1 json-value-nested",),
    ),
    Case(
        "half-character-bytes.jsonl",
        "half a character as bytes, which are no UTF-8",
        GOOD.encode().replace(b"MH", b"\xed\xa0\x80"),
        ("1 text-encoding-unknown",),
    ),
    Case("utf-16.jsonl", "objects in UTF-16", f"{GOOD}\n".encode("utf-16"), counts=ONE),
    Case("list.json", "one list of the objects", f"[{GOOD}]\n", ("1 json-list",)),
    Case("list-spread.json", "one list over several lines", f"\n[\n  {GOOD}\n]\n", ("2 json-list",)),
    Case("list-below.jsonl", "a list under an object", f"{GOOD}\n[1]\n", ("2 json-no-object",)),
    Case("cut.jsonl", "an object cut off before its end", f"{GOOD}\n{GOOD[:-1]}\n", ("2:58 json-malformed",)),
    Case("words-after.jsonl", "more after an object", f"{GOOD} {GOOD}\n", ("1:60 json-malformed",)),
    Case("constants.jsonl", "words that are no JSON", VALUE.format("undefined"), ("1:56 json-malformed",)),
    Case("comments.jsonl", "a remark between the lines", f"{GOOD}\n// xong\n", ("2:1 json-malformed",)),
    Case(
        "empty-key.jsonl",
        "a key of no letters",
        '{"registration": "MH", "criterion": "fields", "value": 50, "": "x"}\n',
        ("1:4 cell-without-heading",),
    ),
]
