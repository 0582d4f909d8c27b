"""Two thousand spoilt PDFs: each gets a verdict, in its time and memory, and no rule crashes."""

import random
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_mutations import mutated
from pdf_samples import declaration, sample

from declaration_print import check
from declaration_print.check import workers
from declaration_print.check.workers import Failure

COUNT = 2_000
SECONDS = 9.0
MEMORY = 512_000_000
CORPUS = Path(__file__).parents[3] / "shared" / "pdfa-corpus"


@pytest.fixture(scope="module")
def sound(say, tmp_path_factory):
    """Whole files to spoil: hand-made ones, a small edition of ours, some of the corpus."""
    folder = tmp_path_factory.mktemp("mutations")
    source = folder / "small.yaml"
    source.write_text("title: 宣言\npreamble: 本文です。\nissuers: [甲]\n", encoding="utf-8")
    run = say("build", source, "-e", "handout", "-o", folder)
    assert run.code == 0, run.err
    samples = [sample(), sample(vertical=True)]
    samples += [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))]
    whole = [laid_open(data) for data in samples] + samples
    corpus = sorted(CORPUS.rglob("*-pass-*.pdf"))[::8]
    return whole + [path.read_bytes() for path in corpus]


def laid_open(data):
    """The same file without object streams and compression, so that there is something to spoil."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            static_id=True,
        )
        return out.getvalue()


def spoilt(sound, seed):
    """The file that a number stands for, and the profile to judge it by."""
    chance = random.Random(seed)
    data = mutated(sound[seed % len(sound)], chance)
    return data, chance.choice([None, None, *sorted(check.profiles())])


def forget_peak():
    """What the process has now; a worker begins with all that the tests before it left behind."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def memory(name):
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)[1]) * 1024


def test_spoilt_files_end_in_a_verdict(sound):
    check.rules()
    expected = declaration()

    def judged(seed):
        data, profile = spoilt(sound, seed)
        before = forget_peak()
        report = check.pdf("spoilt.pdf", data, profile=profile, declaration=expected)
        crashes = [one.message.en for one in report.findings if one.code == "rule/crashed"]
        return str(report.verdict), crashes, memory("VmHWM") - before

    answers = workers.answers(range(COUNT), judged, lambda _: SECONDS)
    failures = {seed: one for seed, one in enumerate(answers) if isinstance(one, Failure)}
    assert failures == {}
    assert {seed: crashes for seed, (_, crashes, _) in enumerate(answers) if crashes} == {}
    assert max(peak for _, _, peak in answers) < MEMORY
    assert {verdict for verdict, _, _ in answers} == {"pass", "fail", "unreadable"}
