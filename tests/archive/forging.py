"""What a forger does who knows BagIt: change a file, then make every list fit again."""

import hashlib
import re


def digest(content, algorithm):
    return hashlib.new(algorithm, content).hexdigest()


def relist(bag):
    """Write the manifests and Payload-Oxum anew, so that the bag is valid again."""
    payload = sorted(file for file in (bag / "data").rglob("*") if file.is_file())
    places = sorted(file.relative_to(bag).as_posix() for file in payload)
    octets = sum(file.stat().st_size for file in payload)
    info = (bag / "bag-info.txt").read_text("utf-8")
    oxum = f"Payload-Oxum: {octets}.{len(payload)}"
    (bag / "bag-info.txt").write_text(re.sub("Payload-Oxum: .*", oxum, info), "utf-8")
    for kind, names in (
        ("manifest", lambda _: places),
        (
            "tagmanifest",
            lambda _: sorted(
                ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"]
            ),
        ),
    ):
        for algorithm in ("sha256", "sha512"):
            lines = (
                f"{digest((bag / name).read_bytes(), algorithm)}  {name}\n" for name in names(bag)
            )
            (bag / f"{kind}-{algorithm}.txt").write_text("".join(lines), "utf-8")


def record_anew(bag, place, before):
    """Write the digests and size of one file anew in PREMIS; `before` is what it held."""
    premis = bag / "data/metadata/premis.xml"
    record = premis.read_text("utf-8")
    now = (bag / place).read_bytes()
    for algorithm in ("sha256", "sha512"):
        assert digest(before, algorithm) in record
        record = record.replace(digest(before, algorithm), digest(now, algorithm))
    record = record.replace(f">{len(before)}<", f">{len(now)}<")
    premis.write_text(record, "utf-8")
