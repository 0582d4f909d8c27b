"""Transformations of a page's space, as six numbers (ISO 32000-1 8.3.3)."""

Matrix = tuple[float, float, float, float, float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""What moves nothing."""


def times(first: Matrix, then: Matrix) -> Matrix:
    """Two transformations as one (8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
