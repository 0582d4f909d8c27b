"""Scalars read again from their source: the same characters as PyYAML, each with its place."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.read.scalar import paragraphs, written


def scalar(source):
    """The value of the first key in some YAML, as we read it, and PyYAML's node."""
    (_, node), *_ = yaml.compose(source, yaml.SafeLoader).value
    return written(source, node.start_mark.index, node.end_mark.index, node.style), node


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("k: 東北の大学", "東北の大学"),
        ("k: 東北の  大学  # 注", "東北の  大学"),
        ("k: 東北の\n  大学", "東北の\n大学"),
        ("k: 東北の\n\n\n  大学", "東北の\n\n大学"),
        ("k: '東北''の \n  大学 '", "東北'の\n大学 "),
        ("k: ' 東北'", " 東北"),
        ('k: "東北\\\n   の\\n大\\u5b66\\x41\\"\\\\"', '東北の\n大学A"\\'),
        ('k: "東北\\n\\n大学"', "東北\n\n大学"),
        ('k: "東北 \\\n  大学"', "東北 大学"),
        ('k: "東北\\\n\n  大学"', "東北\n大学"),
        ("k: |\n  東北の\n  大学\n\n  二段\n", "東北の\n大学\n\n二段"),
        ("k: |2-  # 注\n   東北の\n\n\n  大学", "東北の\n\n大学"),
        ("k: >-\n  東北の\n  大学\n\n  二段\nj: x", "東北の\n大学\n\n二段"),
        ("k: >\n  東北\n    の\n  大学\n", "東北\nの\n大学"),
        ("k: |\n  　東北の　\n  大学\n", "　東北の　\n大学"),
        ("k: |\n", ""),
        ("k: ''", ""),
    ],
)
def test_every_style_reads_as_its_author_sees_it(source, text):
    assert scalar(source)[0].text == text


@pytest.mark.parametrize(
    "source",
    [
        "k: 東北{",
        "k: '東''北{'",
        'k: "東\\u5317\\"{"',
        "k: |\n  東北\n  の{",
        "k: >\n  東北\n\n  の{\n",
        "k: 東北\n   の{",
    ],
)
def test_each_character_knows_where_it_stands(source):
    read, _ = scalar(source)
    assert read.indices[read.text.index("{")] == source.index("{")


prose = st.text(alphabet="東北のABc '\"\\:#-{}|>!。\n　\u00a0😀", min_size=1, max_size=60)


@given(prose, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([20, 10_000]))
def test_no_character_differs_from_pyyaml(text, style, width):
    source = yaml.dump({"k": text}, default_style=style, allow_unicode=True, width=width)
    if style:  # PyYAML quotes the key too; only the value is ours
        source = "k" + source.removeprefix(source.partition(":")[0])
    read, node = scalar(source)
    assert len(read.text) == len(read.indices)
    assert read.text.replace("\n", "").replace(" ", "") == node.value.replace("\n", "").replace(
        " ", ""
    )


@given(st.text(alphabet="東北のABc '\"\\:#-{}|>!。　😀", min_size=1, max_size=60))
def test_spaces_of_a_single_line_are_kept(text):
    source = yaml.dump({"k": text}, allow_unicode=True, width=10_000)
    assert scalar(source)[0].text == text


def test_paragraphs_know_their_offsets():
    assert list(paragraphs("一\n二\n\n三")) == [(0, "一\n二"), (5, "三")]
