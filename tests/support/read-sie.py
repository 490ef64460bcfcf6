"""Reads a SIE 4E file by the format's rules with nothing of the project's, and prints what it says and what is wrong with it.

Usage: read-sie.py FILE. Prints JSON: head, years, accounts, balances, object_balances, dimensions, objects, vouchers, checksum, problems.
"""

import decimal
import json
import re
import sys

COMPULSORY = ["#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN", "#RAR", "#KONTO"]
KNOWN = COMPULSORY + "#KSUMMA #FTYP #ORGNR #ADRESS #VALUTA #KPTYP #KTYP #SRU #DIM #UNDERDIM #OBJEKT #IB #UB #RES #OIB #OUB #VER #TRANS".split()
# Field by field, a list of objects as a list; from the letters of the format's own grammar.
FIELD = re.compile(rb'\s*(?:"((?:\\"|[^"])*)"|\{([^}]*)\}|(\S+))')
AMOUNT = re.compile(r"^-?\d+(\.\d{1,2})?$")
DAY = re.compile(r"^\d{8}$")


def crc(data):
    """The algorithm printed in the SIE specification, bit by bit."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xEDB88320 if value & 1 else value >> 1
    return value ^ 0xFFFFFFFF


def fields(line):
    out, at = [], 0
    while at < len(line):
        match = FIELD.match(line, at)
        if not match or match.end() == at:
            raise ValueError("not fields: %r" % line[at:])
        at = match.end()
        if match.group(1) is not None:
            out.append(match.group(1).replace(b'\\"', b'"'))
        elif match.group(2) is not None:
            out.append([f for f in fields(match.group(2))] if match.group(2).strip() else [])
        else:
            out.append(match.group(3))
    return out


def main(path):
    raw = open(path, "rb").read()
    problems = []
    if not raw.endswith(b"\r\n"):
        problems.append("the file does not end with CR LF")
    lines = raw[:-2].split(b"\r\n")
    said = {"head": {}, "years": {}, "accounts": {}, "kinds": {}, "sru": {}, "dimensions": {}, "objects": {}}
    by_object = []
    balances, vouchers, labels, summed, open_voucher = [], [], [], bytearray(), None
    said["checksum"] = None

    def text(token):
        return token.decode("cp437")

    def amount(token, where):
        if not AMOUNT.match(text(token)):
            problems.append(f"{where}: {text(token)!r} is no amount")
        return decimal.Decimal(text(token))

    started = False
    for number, line in enumerate(lines, 1):
        where = f"line {number}"
        if re.search(rb"[\x00-\x1f\x7f]", line):
            problems.append(f"{where}: a control character")
        if line in (b"{", b"}"):
            if (line == b"{") != (open_voucher is not None and not open_voucher["open"]):
                problems.append(f"{where}: a brace out of place")
            if line == b"{":
                open_voucher["open"] = True
            else:
                del open_voucher["open"]
                vouchers.append(open_voucher)
                open_voucher = None
            continue
        tokens = fields(line)
        label = text(tokens[0])
        labels.append(label)
        if label not in KNOWN:
            problems.append(f"{where}: {label} is no label of SIE 4")
        if label == "#KSUMMA":
            if len(tokens) == 1:
                started = True
            else:
                said["checksum"] = {"stated": int(text(tokens[1])), "counted": crc(summed)}
                started = False
                if number != len(lines):
                    problems.append(f"{where}: records after the sum")
            continue
        if started:
            for token in tokens:
                for part in token if isinstance(token, list) else [token]:
                    summed += part
        rest = tokens[1:]
        if label == "#VER":
            if open_voucher:
                problems.append(f"{where}: a voucher inside a voucher")
            series, verno, date, *more = [text(t) for t in rest]
            if not DAY.match(date):
                problems.append(f"{where}: {date!r} is no day")
            open_voucher = {"series": series, "number": verno, "date": date, "text": more[0] if more else "",
                            "posted": more[1] if len(more) > 1 else "", "lines": [], "open": False}
        elif label == "#TRANS":
            if not open_voucher or not open_voucher["open"]:
                problems.append(f"{where}: #TRANS outside a voucher")
                continue
            objects = rest[1]
            if not isinstance(objects, list) or len(objects) % 2:
                problems.append(f"{where}: the object list is no list of pairs")
            more = [text(t) for t in rest[3:]]
            open_voucher["lines"].append({
                "account": text(rest[0]), "objects": [text(o) for o in objects], "amount": str(amount(rest[2], where)),
                "text": more[1] if len(more) > 1 else "", "quantity": more[2] if len(more) > 2 else ""})
        elif open_voucher:
            problems.append(f"{where}: {label} inside a voucher")
        elif label == "#RAR":
            said["years"][text(rest[0])] = [text(rest[1]), text(rest[2])]
        elif label == "#KONTO":
            if text(rest[0]) in said["accounts"]:
                problems.append(f"{where}: account {text(rest[0])} declared twice")
            said["accounts"][text(rest[0])] = text(rest[1])
        elif label == "#KTYP":
            if text(rest[1]) not in "TSKI":
                problems.append(f"{where}: {text(rest[1])} is no kind of account")
            said["kinds"][text(rest[0])] = text(rest[1])
        elif label == "#SRU":
            said["sru"][text(rest[0])] = text(rest[1])
        elif label in ("#DIM", "#UNDERDIM"):
            if not text(rest[0]).isdigit():
                problems.append(f"{where}: dimension {text(rest[0])!r} is no number")
            said["dimensions"][text(rest[0])] = text(rest[1])
        elif label == "#OBJEKT":
            said["objects"][text(rest[0]) + " " + text(rest[1])] = text(rest[2])
        elif label in ("#IB", "#UB", "#RES"):
            balances.append([label, text(rest[0]), text(rest[1]), amount(rest[2], where)])
        elif label in ("#OIB", "#OUB"):
            pair = rest[2]
            if not isinstance(pair, list) or len(pair) != 2:
                problems.append(f"{where}: {label} does not name one object")
                continue
            by_object.append([label, text(rest[0]), text(rest[1]), text(pair[0]), text(pair[1]), amount(rest[3], where)])
        else:
            said["head"][label] = [text(t) for t in rest]

    # The rules between records.
    if labels[0] != "#FLAGGA" or said["head"].get("#FLAGGA") != ["0"]:
        problems.append("#FLAGGA 0 is not the first record")
    for label in COMPULSORY:
        if label not in labels:
            problems.append(f"{label} is missing")
    if said["head"].get("#FORMAT") != ["PC8"] or said["head"].get("#SIETYP") != ["4"]:
        problems.append("not SIE type 4 in PC8")
    groups = [["#FLAGGA"], COMPULSORY[1:6] + ["#FTYP", "#ORGNR", "#ADRESS", "#KPTYP", "#VALUTA", "#RAR"], ["#KONTO", "#KTYP", "#SRU", "#DIM", "#UNDERDIM", "#OBJEKT"],
              ["#IB", "#UB", "#RES"], ["#OIB", "#OUB"], ["#VER", "#TRANS"]]
    places = [next(i for i, g in enumerate(groups) if label in g) for label in labels if label != "#KSUMMA"]
    if places != sorted(places):
        problems.append("the records are not in the order identification, accounts, balances, balances by object, vouchers")
    if said["checksum"] and said["checksum"]["stated"] != said["checksum"]["counted"]:
        problems.append("#KSUMMA differs")
    if not said["checksum"]:
        problems.append("no #KSUMMA")
    moved, moved_by_object = {}, {}
    for v in vouchers:
        total = decimal.Decimal(0)
        for line in v["lines"]:
            total += decimal.Decimal(line["amount"])
            moved[line["account"]] = moved.get(line["account"], 0) + decimal.Decimal(line["amount"])
            if line["account"] not in said["accounts"]:
                problems.append(f"account {line['account']} has no #KONTO")
            for pair in set(zip(line["objects"][::2], line["objects"][1::2])):
                key = (line["account"],) + pair
                moved_by_object[key] = moved_by_object.get(key, 0) + decimal.Decimal(line["amount"])
                if pair[0] not in said["dimensions"]:
                    problems.append(f"dimension {pair[0]} has no #DIM")
                if " ".join(pair) not in said["objects"]:
                    problems.append(f"object {' '.join(pair)} has no #OBJEKT")
        if total != 0:
            problems.append(f"voucher {v['series']} {v['number']} is out of balance by {total}")
    figures = {}
    for label, year, account, value in balances:
        if account not in said["accounts"]:
            problems.append(f"account {account} has a balance and no #KONTO")
        if year not in said["years"]:
            problems.append(f"{label} of year {year}, which has no #RAR")
        if (label, year, account) in figures:
            problems.append(f"{label} {year} {account} comes twice")
        figures[(label, year, account)] = value
    for account in set(moved) | {k[2] for k in figures if k[1] == "0"}:
        if ("#RES", "0", account) in figures:
            expected = moved.get(account, 0)
            end = figures[("#RES", "0", account)]
        else:
            expected = figures.get(("#IB", "0", account), 0) + moved.get(account, 0)
            end = figures.get(("#UB", "0", account), 0)
        if vouchers and expected != end:
            problems.append(f"account {account}: {expected} by its vouchers, {end} by its balance")
    stated = {}
    for label, year, account, dimension, code, value in by_object:
        name = f"{label} {year} {account} {dimension} {code}"
        if account not in said["accounts"]:
            problems.append(f"{name}: the account has no #KONTO")
        if year not in said["years"]:
            problems.append(f"{name}: the year has no #RAR")
        if f"{dimension} {code}" not in said["objects"]:
            problems.append(f"{name}: the object has no #OBJEKT")
        if (label, year, account, dimension, code) in stated:
            problems.append(f"{name} comes twice")
        stated[(label, year, account, dimension, code)] = value
    # Of customers and suppliers (8, 9) and of the income statement a file need not state them; those that it states must be right.
    needed = {k for k in moved_by_object if k[1] not in ("8", "9") and ("#UB", "0", k[0]) in figures} if by_object else set()
    for key in sorted(needed | {k[2:] for k in stated if k[1] == "0"}):
        expected = stated.get(("#OIB", "0") + key, 0) + moved_by_object.get(key, 0)
        end = stated.get(("#OUB", "0") + key, 0)
        if vouchers and expected != end:
            problems.append(f"account {key[0]}, object {key[1]} {key[2]}: {expected} by its rows, {end} by its balance")
    said["object_balances"] = [row[:5] + [f"{row[5]:.2f}"] for row in by_object]
    said["balances"] = [[label, year, account, f"{value:.2f}"] for label, year, account, value in balances]
    said["vouchers"] = vouchers
    said["problems"] = problems
    print(json.dumps(said))


main(sys.argv[1])
