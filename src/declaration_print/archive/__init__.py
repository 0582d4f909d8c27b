"""A deposit: values → the files of a bag, and a bag that anybody touched → what is left of it.

`deposit` makes the bag's files, `tar` and `zipped` pack them. `opened` opens a package within
bounds, `places` lists its files, `integrity` compares them with their manifests, and `proofs` says
what they prove by themselves.
"""

from declaration_print.archive.deposit import deposit
from declaration_print.archive.faces import faces, place_of
from declaration_print.archive.holdings import Holdings, Kept, Signing, signature_record
from declaration_print.archive.integrity import Fault, Integrity, integrity
from declaration_print.archive.opening import CannotOpen, opened, places
from declaration_print.archive.packages import tar, zipped
from declaration_print.archive.page_sizes import page_size
from declaration_print.archive.proofs import proofs, told

__all__ = [
    "CannotOpen",
    "Fault",
    "Holdings",
    "Integrity",
    "Kept",
    "Signing",
    "deposit",
    "faces",
    "integrity",
    "opened",
    "page_size",
    "place_of",
    "places",
    "proofs",
    "signature_record",
    "tar",
    "told",
    "zipped",
]
