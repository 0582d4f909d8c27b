from declaration_print.sheets.columns import leading
from declaration_print.sheets.cutting import cuts
from declaration_print.sheets.furniture import Assembly, Job, Marks, assembly, marks, room
from declaration_print.sheets.mounting import mounted
from declaration_print.sheets.papers import EXACT, must_be_high_enough, sheet, smallest
from declaration_print.sheets.scroll import Scroll, read
from declaration_print.sheets.wording import Wording

__all__ = [
    "EXACT",
    "Assembly",
    "Job",
    "Marks",
    "Scroll",
    "Wording",
    "assembly",
    "cuts",
    "leading",
    "marks",
    "mounted",
    "must_be_high_enough",
    "read",
    "room",
    "sheet",
    "smallest",
]
