"""The JSON Schema (draft 2020-12) of a declaration's YAML file, for editors to complete and check.

`python -m declaration_print.read.schema FILE` writes it to a file, without FILE it is printed.
"""

import json
import sys
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from declaration_print.read.file_format import DeclarationFile


class _Schema(GenerateJsonSchema):
    """Without what would mislead an author.

    Titles made from key names and defaults of absent keys say nothing; and a key may be left out, but
    not left empty.
    """

    def field_title_should_be_set(self, schema: object) -> bool:
        del schema
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema_text() -> str:
    """The schema as it stands in `data/declaration.schema.json`; the same model, the same text."""
    schema = DeclarationFile.model_json_schema(schema_generator=_Schema)
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> None:
    """Write the schema to the file named first in `arguments`, or print it."""
    if arguments:
        Path(arguments[0]).write_text(schema_text(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(schema_text())


if __name__ == "__main__":
    main(sys.argv[1:])
