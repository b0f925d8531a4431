"""What the codes of text say that is not what it seems: encodings, letters lost or foreign, characters nobody sees."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "text-letters-lost": N_(
        "Letters of “{text}” were lost when the file was saved. "
        "Save it again from the original as “CSV UTF-8”, or type the word again."
    ),
    "text-lookalike": N_(
        "Character {position} of the cell, “{character}” in “{text}”, is {name}, "
        "not the Latin “{latin}” it looks like. Type “{latin}” instead."
    ),
    "text-invisible": N_(
        "Character {position} of the cell, {character}, is not seen: “{text}”. Delete it, or type the text again."
    ),
    "text-control": N_(
        "Character {position} of the cell, {character}, is not a letter or a sign of any text. Delete it."
    ),
    "text-tcvn3": N_(
        "The text is in TCVN3 (ABC): “{text}” reads “{reads}”. If so, run again with --encoding tcvn3. "
        "If it is right as it stands, use --encoding utf-8."
    ),
    "text-vni": N_(
        "The text is in VNI: “{text}” reads “{reads}”. If so, run again with --encoding vni. "
        "If it is right as it stands, use --encoding utf-8."
    ),
    "text-twice-encoded": N_(
        "UTF-8 text was opened as another encoding and saved: “{text}” was “{reads}”. "
        "Give the original file, or import it anew as UTF-8 and save it as “CSV UTF-8”."
    ),
    "text-encoding-unknown": N_(
        "Byte {position} of this line, {byte}, is not UTF-8, and the words do not tell which encoding it is. "
        "Save the file as “CSV UTF-8”, or give --encoding cp1258, tcvn3 or vni."
    ),
    "text-not-encoding": N_(
        "{byte}, at place {position} of this line, is not {encoding}. Give another --encoding, or correct the line."
    ),
    "text-already-unicode": N_("The file is already Unicode ({found}), not {encoding}. Leave out --encoding."),
}
