"""What the codes of a refused campaign file say: its YAML, its keys and values, and what contradicts itself in it.

The codes of numbers, months, dates and shares stand here too, wherever they are typed.
"""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "campaign-file-missing": N_("There is no file {file}. Check the name and the folder."),
    "campaign-file-unreadable": N_(
        "{file} cannot be read: it is a folder, or you may not open it. Name a campaign file that you may read."
    ),
    "shipped-file-missing": N_("No file named “{name}” comes with the program. The files are: {known}."),
    "yaml-too-large": N_("The file is larger than {limit} bytes. A campaign file is text of a few pages."),
    "yaml-not-utf8": N_(
        "Byte {byte}, at position {offset} of the file, is not UTF-8. Save the file again with the encoding UTF-8."
    ),
    "yaml-empty": N_("The file is empty. Begin with “code:”, or copy a campaign file that comes with the program."),
    "yaml-tab": N_("A tab stands here. Indent with spaces only."),
    "yaml-odd-space": N_(
        "The line is indented with {character}, which looks like a space and is none. Type ordinary spaces."
    ),
    "yaml-character-forbidden": N_("The character {character} cannot be printed. Remove it."),
    "yaml-anchor": N_("“&{name}” is a YAML anchor, which is not accepted. Put a text that begins with & in quotes."),
    "yaml-alias": N_(
        "“*{name}” is a YAML alias, which is not accepted. "
        "Write the content out, or put a text that begins with * in quotes."
    ),
    "yaml-tag": N_("This begins with “!”, a YAML tag, which is not accepted. Put a text that begins with ! in quotes."),
    "yaml-merge-key": N_("“<<” is a YAML merge key, which is not accepted. Write the keys out."),
    "yaml-key-not-text": N_("A key is expected here, followed by “: ”. Write one as plain text."),
    "yaml-key-repeated": N_("The key “{key}” already stands on line {line}. Keep one of them."),
    "yaml-second-document": N_("A second document begins here. Put each campaign in its own file."),
    "yaml-too-deep": N_("The content is nested more than {limit} levels deep. A campaign file needs fewer than ten."),
    "yaml-too-many-parts": N_("The file has more than {limit} keys and values. Give each campaign its own file."),
    "yaml-colon-in-text": N_(
        "“: ” is not expected here. "
        "If it belongs to a text, put the whole text in quotes; if it follows a key, align the key with those above it."
    ),
    "yaml-colon-missing": N_("A key without “: ” after it stands here. Write “key: value”."),
    "yaml-quotes-needed": N_("A text cannot begin like this without quotes. Put the whole text in quotes."),
    "yaml-quote-open": N_("The quote opened here is never closed. Close it."),
    "yaml-bracket-open": N_("The bracket opened here is not closed, or a comma is missing in it. Close it or add it."),
    "yaml-escape-unknown": N_(
        "A backslash between double quotes is followed by something unknown. "
        "Use single quotes, or write two backslashes."
    ),
    "yaml-indentation": N_("The indentation does not match the lines above. Align keys, and dashes, of one level."),
    "yaml-syntax": N_("This line cannot be read as YAML. Check the indentation, quotes and brackets here and above."),
    "campaign-not-mapping": N_("The file does not consist of keys and values. Begin with “code:”."),
    "campaign-field-missing": N_(
        "“{field}” is missing. A campaign must state each of: {required}. Write it, in the organiser's words."
    ),
    "key-missing": N_("The key “{key}” is missing here. Add it."),
    "key-unknown": N_("The key “{key}” is not known here. Remove it; the keys are: {known}."),
    "key-misspelt": N_("The key “{key}” is not known here. If “{meant}” is meant, write that."),
    "value-missing": N_("“{key}” has no value. Write one, or remove the key if it may be absent."),
    "value-not-mapping": N_("“{key}” must hold keys and values. Write them below it, or in {{…}}."),
    "value-not-list": N_("“{key}” must be a list. Write it as [a, b], or one item a line after “- ”."),
    "value-not-text": N_("“{key}” must be a single text or number. Put it in quotes if it holds brackets."),
    "list-empty": N_("The list “{key}” is empty. Give at least one item."),
    "text-blank": N_("The text is blank. Write something, or remove the key if it may be absent."),
    "code-malformed": N_("“{text}” is not a code. Use a-z, 0-9 and single hyphens, as in xa-thi-tran."),
    "choice-unknown": N_("“{word}” is not known here. Write one of: {known}."),
    "choice-misspelt": N_("“{word}” is not known here. If “{meant}” is meant, write that; the choices are: {known}."),
    "due-month-unknown": N_("“{text}” is not a month of the year. Write a number from 1 to 12."),
    "count-too-small": N_("“{text}” is too small. Write a whole number from {least} up."),
    "share-over-whole": N_("“{text}” is more than the whole. Write at most 100%."),
    "surpassed-malformed": N_("“{text}” does not say when the exemplar is surpassed. Write above, or >= 110%."),
    "number-malformed": N_("“{text}” is not a number. Write 9.5 or 9,5."),
    "number-both-separators": N_("“{text}” has both a point and a comma. Write 1000 or 1000.5, with one separator."),
    "number-foreign-digits": N_("“{text}” has digits other than 0-9. Write it with 0-9."),
    "number-ambiguous": N_(
        "“{text}” may mean {joined}, or {whole} and a fraction. Write {joined}, or at most two decimals."
    ),
    "number-too-precise": N_("“{text}” has more than two decimals. Round it to hundredths, as in 9.55."),
    "month-malformed": N_("“{text}” is not a month. Write 2024-03 or 03/2024."),
    "month-impossible": N_("There is no month “{text}”. Write a month from 1 to 12, as in 2024-03."),
    "date-malformed": N_("“{text}” is not a date. Write 2024-03-31 or 31/03/2024."),
    "date-impossible": N_("There is no day “{text}”. Check the day and the month."),
    "share-malformed": N_("“{text}” is not a share above zero. Write 2/3 or 80%."),
    "threshold-malformed": N_("“{text}” does not say whether the share itself is enough. Write >= 80% or > 80%."),
    "threshold-impossible": N_("“{text}” can never be reached. Write at most >= 100%."),
    "campaign-closes-before-launch": N_(
        "The campaign closes on {closes}, before its launch on {launched}. Change one."
    ),
    "campaign-deadline-outside": N_(
        "The registration deadline, {deadline}, is not between {launched} and {closes}. Choose a day between them."
    ),
    "code-repeated": N_("“{code}” already stands above. Write each once, and give different things different codes."),
    "kind-in-two-tracks": N_("The kind “{kind}” already takes part in track {track}. Leave it in one track."),
    "track-for-nobody": N_("Nobody takes part in track {track}. Add unit_kinds or person_kinds."),
    "pillar-unknown": N_(
        "Criterion {criterion} names the pillar “{pillar}”, which track {track} does not have. "
        "Its pillars are: {known}."
    ),
    "points-not-positive": N_("Criterion {criterion} gives no points. Write more than 0."),
    "track-points-over-scale": N_(
        "The points of track {track} add up to {total}, {difference} more than the scale of {scale}. "
        "Take {difference} off."
    ),
    "track-points-under-scale": N_(
        "The points of track {track} add up to {total}, {difference} less than the scale of {scale}. Add {difference}."
    ),
    "grades-not-descending": N_(
        "Grade {grade} does not start below {above}, the grade before it. List grades from the highest to the lowest."
    ),
    "grades-leave-gap": N_("The lowest grade, {grade}, must start from 0, so that every total has a grade."),
    "grade-above-scale": N_("Grade {grade} starts above the scale of {scale}: nobody can have it. Lower it."),
    "grade-unknown": N_("There is no grade “{grade}”. The grades are: {known}."),
    "ranking-across-tracks": N_("Registrants of different tracks cannot be ranked together. Add track to “within”."),
    "council-missing-at-launch": N_(
        "The council has no size yet on {launched}, the launch. Give one from that day or earlier."
    ),
    "criterion-unknown": N_("There is no criterion “{criterion}”. Write total, or one of: {known}."),
    "surpassed-below-caught-up": N_(
        "“{surpassed}” is below what catches up with the exemplar, or below 100%. Raise it to at least both."
    ),
}
