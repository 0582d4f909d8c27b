"""Paragraphs placed by hand, and the page they come to."""

from functools import partial

import placing
import pytest


@pytest.fixture
def by_hand(tmp_path):
    """Draw paragraphs of lines placed by hand: `by_hand("vertical", [line], …)`."""
    return partial(placing.draw, tmp_path)
