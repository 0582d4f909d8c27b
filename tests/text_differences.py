"""Only what is wrong with a text, as most tests of the comparison ask."""

from declaration_print.check.text.fidelity import LITTLE, Miss, compare


def misses(parts, where, *, any_order):
    """Differing characters and lost readings; every text, where it is another document."""
    found = compare(parts, where, any_order=any_order)
    if found.share < LITTLE:
        whole = (pattern for part in parts for pattern in part if pattern.characters)
        return [Miss(pattern, 0, len(pattern.characters), "", 1) for pattern in whole]
    return [*found.misses, *found.readings]
