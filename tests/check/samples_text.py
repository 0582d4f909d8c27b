"""The sound sample with words added: glued to a text, and on a page of their own."""

from pdf_samples import PAGES, sample

FAILING = {
    ("text/fidelity", "text-added"): lambda: sample((PAGES[0], PAGES[1] + "、未来")),
    ("text/additions", "said-besides"): lambda: sample((*PAGES, "未来を知る")),
}
PASSING = {"text/additions": sample}
# What is drawn beside a text in its own marked content is added to that text.
ALSO = {
    ("fonts/type3", "type3"): {"text/fidelity"},
    ("fonts/to-unicode", "no-to-unicode"): {"text/fidelity"},
    ("fonts/to-unicode", "incomplete-to-unicode"): {"text/fidelity"},
    ("fonts/notdef", "notdef"): {"fonts/to-unicode", "text/fidelity"},
}
