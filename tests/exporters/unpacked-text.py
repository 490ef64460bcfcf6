"""Prints what can be read in each file of an unpacked archive, as JSON by path: without any space, so that "1 234,50" is "1234,50".

usage: unpacked-text.py FOLDER

Spreadsheets are opened, printed files are read by pdftotext, SIE is read as CP437, XML entities are replaced.
"""

import html
import json
import pathlib
import subprocess
import sys
import zipfile


def text(path: pathlib.Path) -> str:
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(path) as book:
            return "\n".join(html.unescape(book.read(entry).decode("utf-8", "replace")) for entry in book.infolist())
    if data[:5] == b"%PDF-":
        return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    if path.suffix == ".se":
        return data.decode("cp437")
    return html.unescape(data.decode("utf-8", "replace"))


root = pathlib.Path(sys.argv[1])
json.dump({str(p.relative_to(root)): "".join(text(p).split()) for p in sorted(root.rglob("*")) if p.is_file()}, sys.stdout)
