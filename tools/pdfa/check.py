"""Asks a program that has nothing to do with ours whether papers are what they say they are: PDF/A-2a and PDF/UA-1.

Use: check.py FOLDER. It first makes sure that the judge can say no: a paper with its tags' mark taken away is not to pass.
"""

import pathlib
import sys

import pdf_oxide


def faults(path):
    d = pdf_oxide.PdfDocument(str(path))
    return [e for result in (d.validate_pdf_a("2a"), d.validate_pdf_ua()) for e in result["errors"] or ([] if result["valid"] else ["not valid"])]


papers = sorted(pathlib.Path(sys.argv[1]).glob("*.pdf"))
if not papers:
    sys.exit("no papers were set")

# The same length, so that nothing else of the file moves.
broken = pathlib.Path(sys.argv[1]) / "broken.tmp"
whole = papers[0].read_bytes()
assert b"/Marked true" in whole, "the catalogue is not plain in this file"
broken.write_bytes(whole.replace(b"/Marked true", b"/Marked null"))
if not faults(broken):
    sys.exit("the judge passes everything")
broken.unlink()

wrong = {p.name: f for p in papers if (f := faults(p))}
for name, why in wrong.items():
    print(f"✗ {name}: {'; '.join(why)}")
print(f"{len(papers) - len(wrong)} of {len(papers)} papers pass")
sys.exit(bool(wrong))
