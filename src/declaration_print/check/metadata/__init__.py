"""Info, XMP and what they claim."""
