"""Lengths that say their unit in their type.

An em is always the em of the style at hand; a point is the PDF unit (1/72 inch).
"""

from typing import NewType

Em = NewType("Em", float)
Mm = NewType("Mm", float)
Pt = NewType("Pt", float)

PT_PER_MM = 72 / 25.4
PT_PER_PX = 0.75
"""A CSS pixel is 1/96 inch."""


def mm_to_pt(length: Mm) -> Pt:
    """Millimetres in points."""
    return Pt(length * PT_PER_MM)


def pt_to_mm(length: Pt) -> Mm:
    """Points in millimetres."""
    return Mm(length / PT_PER_MM)
