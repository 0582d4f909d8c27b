"""Reading a declaration from text written in a test."""

import pytest

from declaration_print.model.problem import BadInput
from declaration_print.read.declaration import declaration


@pytest.fixture
def read(tmp_path):
    """Write YAML (text, or bytes as they are) to a file and read it as a declaration."""

    def read(yaml, name="sengen.yaml"):
        source = tmp_path / name
        source.write_bytes(yaml if isinstance(yaml, bytes) else yaml.encode())
        return declaration(source)

    return read


@pytest.fixture
def problems(read):
    """What is wrong with some YAML: (code, line, column) of every problem, in order."""

    def problems(yaml):
        with pytest.raises(BadInput) as caught:
            read(yaml)
        return [
            (problem.code, problem.place.line, problem.place.column)
            for problem in caught.value.problems
        ]

    return problems
