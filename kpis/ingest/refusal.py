"""A whole file refused in one sentence, and what to do that helps with most files."""

from __future__ import annotations

from kpis.ingest.trouble import reject
from kpis.model.errors import UnreadableFile

SAVE_AGAIN = "Open it in Excel, choose Save as, and save it as an Excel workbook (.xlsx)."
ASK_FOR_ANOTHER = (
    "If it was sent to you, do not open it: ask for the figures in a new workbook. If it is your own, copy the table "
    "of figures alone into a new workbook."
)
SAVE_AS_UTF8 = 'In Excel choose Save as, and the kind "CSV UTF-8".'
SEND_ONE_OF = "Upload an .xlsx, .ods or .csv file."
NAME_IT = "Give it a name that ends in .xlsx, .ods or .csv."
SEND_LESS = "Send only the sheets that hold the figures."
WITHOUT_MACROS = "Save it as an Excel workbook without macros (.xlsx)."
VALUES_ONLY = "Replace the links by their values."
TABLE_ALONE = "Copy the table of figures alone into a new workbook."


def refusal(code: str, message: str, what_to_do: str) -> UnreadableFile:
    """The sentence begins "This file"."""
    return UnreadableFile(reject(code, f"This file {message}.", what_to_do).at("", ""))
