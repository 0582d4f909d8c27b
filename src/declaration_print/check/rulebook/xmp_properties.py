"""Rules about XMP properties: each is known, and its value is of the type its schema gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from declaration_print.check.metadata.metadata_streams import EmbeddedXmp
from declaration_print.check.metadata.xmp_extensions import Described, described_schemas
from declaration_print.check.metadata.xmp_rdf import Node
from declaration_print.check.metadata.xmp_types import EDITION_OF, Misfit, ValueTypes, predefined
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.rulebook.xmp_packet import packets, whose
from declaration_print.model.problem import Words

_BY_THE_FILE = Words(
    ja="このファイル自身の拡張スキーマの説明によれば",
    en=", as the extension schema in the file itself says",
)
FINDINGS_LIMIT = 50  # of one packet; whoever has more has one cause for all


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may stand in one packet: predefined schemas, and those described in it or in the main."""

    edition: str
    described: tuple[Mapping[str, Described], ...]

    def definition(self, node: Node) -> tuple[str, ValueTypes] | None:
        """A property's type and the types it is understood by; None when nobody defines it.

        A description goes before the predefined schemas, the packet's own before the document's.
        """
        schema = self.description(node)
        if schema is not None:
            return schema.properties[node.name], schema.types
        known = predefined(self.edition)
        type_name = known.properties.get((node.namespace, node.name))
        return (type_name, known.types) if type_name is not None else None

    def description(self, node: Node) -> Described | None:
        """The extension schema that describes a property; None without one."""
        for schemas in self.described:
            schema = schemas.get(node.namespace)
            if schema is not None and node.name in schema.properties:
                return schema
        return None

    def misfit(self, node: Node) -> Misfit | None:
        """Where a property's value is not of its type; None also when nobody defines it."""
        found = self.definition(node)
        return found[1].misfit(node, found[0]) if found else None


def edition_judged_by(case: Examination) -> str | None:
    """The edition of XMP the file has to keep to; None where no standard asks for one."""
    editions = (EDITION_OF[name] for name in EDITION_OF if name in case.standards)
    return next(editions, None)


def vocabulary(case: Examination, xmp: EmbeddedXmp, edition: str) -> Vocabulary:
    """What may stand in a packet of the file."""
    main = case.pdf.metadata.packet
    of_main = described_schemas(main.extension, edition) if main else {}
    if xmp.number is None or xmp.packet is None:
        return Vocabulary(edition, (of_main,))
    own = described_schemas(xmp.packet.extension, edition, of_main)
    return Vocabulary(edition, (own, of_main))


def judged_packets(case: Examination) -> Iterator[tuple[EmbeddedXmp, tuple[Node, ...], Vocabulary]]:
    """Each packet that can be read, its properties, and what may stand in it."""
    edition = edition_judged_by(case)
    for xmp in packets(case) if edition is not None else ():
        if xmp.packet is not None and edition is not None:
            yield xmp, xmp.packet.properties, vocabulary(case, xmp, edition)


@rule(
    id="metadata/xmp-schemas",
    clause={"pdfa-1": "6.7.9", "pdfa-2": "6.6.2.3.1"},
    rationale=Words(
        ja="規格にも説明(拡張スキーマ)にもない項目は、百年後には誰にも意味が分かりません。",
        en="What neither the standard nor the file itself explains, nobody understands in a "
        "hundred years.",
    ),
    remedy=Words(
        ja="その項目を文書のプロパティから消すか、拡張スキーマ(pdfaExtension:schemas)に説明を"
        "加えるソフトで PDF/A として書き出し直してください。",
        en="Remove the property from the document, or export as PDF/A with software that adds its "
        "description (pdfaExtension:schemas).",
    ),
)
def every_property_is_defined(case: Examination) -> Iterator[Observation]:
    """Is every property predefined in XMP or described in an extension schema?"""
    for xmp, properties, known in judged_packets(case):
        unknown = (node for node in properties if known.definition(node) is None)
        for node in islice(unknown, FINDINGS_LIMIT):
            where = whose(xmp)
            yield Observation(
                "undefined-property",
                Words(
                    ja=f"{where.ja}XMP の項目 {node.qualified} は、XMP {known.edition} 年版の"
                    f"スキーマにも拡張スキーマにもありません(名前空間 {node.namespace})。",
                    en=f"{where.en}{node.qualified} is neither a property of the schemas of XMP "
                    f"{known.edition} nor described in an extension schema "
                    f"(namespace {node.namespace}).",
                ),
            )


@rule(
    id="metadata/xmp-value-types",
    clause={"pdfa-1": "6.7.9", "pdfa-2": "6.6.2.3.1"},
    rationale=Words(
        ja="型の違う値(日付でない日付など)は、目録を作るソフトに捨てられるか、誤って読まれます。",
        en="A value of another type (a date that is none) is dropped or misread by cataloguing "
        "software.",
    ),
    remedy=Words(
        ja="文書のプロパティでその値を直し、書き出し直してください。",
        en="Correct the value in the document's properties and export again.",
    ),
)
def every_value_is_of_its_type(case: Examination) -> Iterator[Observation]:
    """Is every value of the type that its schema gives the property?"""
    for xmp, properties, known in judged_packets(case):
        found = ((node, misfit) for node in properties if (misfit := known.misfit(node)))
        for node, misfit in islice(found, FINDINGS_LIMIT):
            where = whose(xmp)
            by_whom = _BY_THE_FILE if known.description(node) else Words(ja="", en="")
            yield Observation(
                "wrong-type",
                Words(
                    ja=f"{where.ja}XMP の {misfit.path} は{misfit.value.ja}ですが、{by_whom.ja}"
                    f"{misfit.asked.ja}でなければなりません。",
                    en=f"{where.en}XMP {misfit.path} is {misfit.value.en}; "
                    f"it has to be {misfit.asked.en}{by_whom.en}.",
                ),
            )
