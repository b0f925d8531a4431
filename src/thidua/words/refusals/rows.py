"""What the codes of refused files and rows say: encoding, header, quotes, cells, and rows at odds."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "rows-empty": N_("The file is empty. Its first line must name the columns: {columns}."),
    "row-beside-refused": N_("This row belongs to that at {first}, which is refused."),
    "kinds-differ": N_("These files are of several kinds: {files}. Import each kind by itself."),
    "rejected-of-many": N_("{option} is for one file. Import them one by one, or let each keep its own."),
    "rejected-of-pipe": N_("The refused rows of stdin are kept nowhere. To keep them, run again with --rejected FILE."),
    "stdin-closed": N_("Stdin is closed: there is nothing to read. Name a file, or send rows through a pipe."),
    "rejected-unkept": N_("The refused rows of {file} could not be kept: {detail}."),
    "file-twice": N_("{path} is named twice. Name each file once."),
    "kind-not-first": N_("The kind comes before everything else: thidua import {kind} …"),
    "kind-unknown": N_(
        "No heading of a known column is here. Name the columns in the first line, as thidua import KIND --help lists "
        "them; the kinds: {kinds}."
    ),
    "kind-unclear": N_("The columns are those of several kinds of file: {kinds}. Say which with --kind KIND."),
    "columns-ignored": N_("{file}: these columns say nothing here and were left out: {columns}."),
    "text-nul": N_(
        "This line holds a NUL character: the file is not text, or is damaged. Save it again as “CSV UTF-8”."
    ),
    "text-not-utf8": N_(
        "Byte {position} of this line, {byte}, is not UTF-8, and nothing after it was read. "
        "Save the file as “CSV UTF-8”."
    ),
    "line-too-long": N_(
        "This line is longer than {most} bytes, and nothing after it was read. "
        "Check that the file is CSV with line breaks."
    ),
    "quote-unclosed": N_(
        "A double quote opened in this row is never closed, and nothing after it was read. "
        'Close it, or write "" for a quote inside a cell.'
    ),
    "quote-stray": N_(
        "A quoted cell goes on after its closing double quote. "
        'Write "" for a quote inside a cell, and put quotes around the whole cell.'
    ),
    "cell-too-long": N_(
        "A cell of this row is longer than {most} characters, and nothing after it was read. "
        "Look for a double quote that is never closed."
    ),
    "columns-too-many": N_("The header has more than {most} columns. Is it the right file, and the right separator?"),
    "column-unknown": N_("There is no column “{name}” here. Remove it or rename it; the columns are: {known}."),
    "column-misspelt": N_("There is no column “{name}”. If “{meant}” is meant, write that."),
    "column-repeated": N_(
        "The heading “{name}” names column “{column}” again; it is already column number {first}. Keep one."
    ),
    "column-missing": N_("Column “{column}” is missing. Add it to the first line."),
    "row-too-long": N_(
        "This row has {cells} cells and the header {columns}. "
        'Put double quotes around a cell that contains the separator, such as "9,5".'
    ),
    "row-too-short": N_(
        "This row has {cells} cells and the header {columns}. Add what is missing, or separators for empty cells."
    ),
    "cell-without-heading": N_(
        "“{text}” stands in a column without a heading. Name the column in the first line, or empty the cell."
    ),
    "cell-empty": N_("Column “{column}” is empty in this row. Fill it in, or remove the row."),
    "cell-code-malformed": N_("“{text}” is not a code. Use up to 40 letters, digits and . _ - / without spaces."),
    "cell-slug-malformed": N_(
        "“{text}” is not a kind. Use small letters a-z, digits and hyphens, a letter first, such as commune."
    ),
    "count-malformed": N_("“{text}” is not a count. Write a whole number of zero or more, with digits only."),
    "unit-ends-before-start": N_(
        "The unit ends on {valid_to}, before it starts on {valid_from}. Correct one of the two dates."
    ),
    "item-without-content": N_(
        "“{column}” is filled but there is no content. Say in “content” what is registered, or empty “{column}”."
    ),
    "tag-unknown": N_("Unknown tags: {unknown}. The tags are: {known}."),
    "row-disagrees": N_(
        "Rows of {key} must agree on “{column}”: {first} says “{first_value}”, "
        "this row says “{value}”. Correct one of them."
    ),
    "score-month-missing": N_(
        "This row has no month. Fill in “month”, or give one month for the whole file with --month MONTH."
    ),
    "score-month-differs": N_(
        "This row is of {month}, and the file was given for {given}. Correct the row or give the other month."
    ),
    "nominee-repeated": N_("{nominee} already has a count in this sitting, at {first}. Keep one of the two."),
    "answer-malformed": N_("“{text}” is not an answer. Write yes or no (có or không)."),
    "topic-unknown": N_("There is no help on “{topic}”. The topics: thidua help. A command: thidua COMMAND --help"),
    "topic-misspelt": N_("There is no help on “{topic}”. Did you mean {meant}?"),
    "topic-is-command": N_("“{command}” is a command. Run: thidua {command} --help"),
}
