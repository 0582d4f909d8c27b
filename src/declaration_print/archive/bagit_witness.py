"""The package bagit, of the Library of Congress, asked about a bag beside our own reading of it."""

import logging
from pathlib import Path


def objection(folder: Path) -> str | None:
    """What bagit finds wrong with a bag, in its own words; None when it calls it valid."""
    import bagit  # noqa: PLC0415 - it sets up translations; only a verification needs it

    logger = logging.getLogger("bagit")
    before = logger.disabled
    logger.disabled = True
    try:
        bagit.Bag(str(folder)).validate()
    except Exception as error:  # noqa: BLE001 - whatever a strange bag leads it to, it is no approval
        return str(error) or type(error).__name__
    finally:
        logger.disabled = before
    return None
