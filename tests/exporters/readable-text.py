"""Writes everything that can be read in an archive into files by format, as UTF-8, for a search by grep.

usage: readable-text.py ARCHIVE.zip FOLDER

FOLDER gets csv, saft, sie, html, xlsx, pdf and rest. Archives inside the archive (XLSX) are opened, the strings of PDF files are
unescaped, PDF files of the archive's own are read by pdftotext, SIE is read as CP437 and XML entities are replaced; the bytes
as they were are kept beside that. Names of files and entries are text too.
"""

import hashlib
import html
import io
import pathlib
import re
import subprocess
import sys
import zipfile
import zlib


def octal(match: "re.Match[bytes]") -> bytes:
    escaped = match[1]
    return bytes([int(escaped, 8)]) if escaped.isdigit() else escaped


def pdf_text(data: bytes) -> bytes:
    streams = [data]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
        try:
            streams.append(zlib.decompress(match[1]))
        except zlib.error:
            pass
    strings = [s for stream in streams for s in re.findall(rb"\(((?:[^\\()]|\\.)*)\)", stream, re.S)]
    return b"\n".join(re.sub(rb"\\([0-7]{3}|.)", octal, s) for s in strings).decode("cp1252", "replace").encode()


def printed_text(data: bytes) -> bytes:
    """The text of a PDF whose fonts are subsets, by poppler: without line breaks too, so that a word across two is found."""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout
    return text + b"\n" + text.replace(b"\n", b" ")


def walk(name: str, data: bytes, kind: str):
    yield kind, name.encode()
    if data[:4] == b"PK\x03\x04":
        inner = "xlsx" if name.endswith(".xlsx") else kind
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield inner, archive.comment
            for entry in archive.infolist():
                yield from walk(entry.filename, archive.read(entry), inner)
        return
    yield kind, data
    # A document is named by its hash in the books: another company's would be known by it.
    yield kind, hashlib.sha256(data).hexdigest().encode()
    if kind == "sie":
        yield kind, data.decode("cp437").encode()
    elif data[:5] == b"%PDF-":
        yield kind, printed_text(data) if kind == "pdf" else pdf_text(data)
    elif b"&" in data and data.lstrip(b"\xef\xbb\xbf")[:1] == b"<":
        yield kind, html.unescape(data.decode("utf-8", "replace")).encode()


PRINTED = re.compile(r"/statements/(paivakirja|paakirja|saldoluettelo|tuloslaskelma-ja-tase-laskettu)\b|/luettelo-|/payroll-ledger-")


def kind_of(name: str) -> str:
    if name.endswith(".pdf"):
        return "pdf" if PRINTED.search(name) else "rest"
    endings = {".csv": "csv", ".html": "html", "/exchange/saft.xml": "saft", "/exchange/sie4e.se": "sie"}
    return next((kind for ending, kind in endings.items() if name.endswith(ending)), "rest")


folder = pathlib.Path(sys.argv[2])
out = {kind: open(folder / kind, "wb") for kind in ("csv", "saft", "sie", "html", "xlsx", "pdf", "rest")}
with zipfile.ZipFile(sys.argv[1]) as outer:
    for entry in outer.infolist():
        for kind, data in walk(entry.filename, outer.read(entry), kind_of(entry.filename)):
            out[kind].write(data + b"\n")
for file in out.values():
    file.close()
