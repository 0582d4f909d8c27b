"""Step 4b: where a line may end.

JLReq Appendix C (Table 2 with its notes), 3.1.7 and 3.1.8 (kinsoku), 3.1.10 (unbreakable runs).
"""

import re
from itertools import pairwise

from declaration_print.compose import tables
from declaration_print.compose.clusters import Clusters
from declaration_print.compose.spaces import Spaces

_INSIDE_WORD = re.compile(r"(?<=[A-Za-z]{2}[-/‐–])(?=[A-Za-z]{2})")
"""After a hyphen or a slash with words on both sides; km/h and COVID-19 stay whole."""


def opportunities(clusters: Clusters, spaces: Spaces) -> list[bool]:
    """Whether a line may end after cluster i; always after the last."""
    kinds, table = clusters.classes, tables.may_break()
    allowed = [table[a * tables.WIDTH + b] for a, b in pairwise(kinds)]
    texts = clusters.texts
    ends = [
        bool(may) if may != tables.SAME else texts[at] != texts[at + 1]
        for at, may in enumerate(allowed)
    ]
    ends.append(True)
    _inside_words(clusters, ends)
    for first, last in clusters.unbroken:
        ends[first:last] = [False] * (last - first)
    for base in clusters.ruby:
        ends[base.first : base.last] = [False] * (base.last - base.first)
    for at, vanishes in enumerate(spaces.vanishes):
        if vanishes and at:
            ends[at - 1] = False  # the line ends after the space, which leaves nothing behind
    return ends


def _inside_words(clusters: Clusters, ends: list[bool]) -> None:
    """Position in the text is position among clusters only where each cluster is a character."""
    for match in _INSIDE_WORD.finditer("".join(text[0] for text in clusters.texts)):
        ends[match.start() - 1] = True
