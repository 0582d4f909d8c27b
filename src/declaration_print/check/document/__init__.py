"""The file itself: opened, its objects, pages, structure and attachments."""
