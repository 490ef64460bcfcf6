import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { formatCents, parseCents, parseDecimal } from "#db/import/amount.ts";
import { monthSpan, parseCompactDate, parseIsoDate, parseYearOption } from "#db/import/calendar.ts";
import { SieCharsetDetector } from "#db/import/sie/charset.ts";
import { tokenizeSie } from "#db/import/sie/tokenize.ts";

describe("amounts", () => {
  test.each([
    ["0", 0n],
    ["-0.05", -5n],
    ["+12.5", 1250n],
    [".5", 50n],
    ["5.", 500n],
    [" 43858", 4385800n],
    ["1.100000", 110n],
    ["9999999999999999.99", 999999999999999999n],
    ["0000000000000000000000001.00", 100n],
  ])("%s", (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each([
    "",
    ".",
    "-",
    "1,50",
    "1e3",
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "1.005",
    "1 000",
    "--1",
    "10000000000000000.00",
    "１",
  ])("%j is no amount", (text) => {
    expect(parseCents(text)).toBeUndefined();
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (cents) => {
        expect(parseCents(formatCents(cents))).toBe(cents);
      }),
    );
  });

  test("a text is an amount exactly when it is a decimal of at most two decimals that matter", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?[0-9.eE,]{0,8}$/), (text) => {
        const expected = /^[-+]?([0-9]+\.?[0-9]{0,2}0*|\.[0-9]{1,2}0*)$/.test(text);
        expect(parseCents(text) !== undefined).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("rates and quantities", () => {
    expect(parseDecimal("10.526316", 10)).toBe("10.526316");
    expect(parseDecimal("9999", 3)).toBeUndefined();
    expect(parseDecimal("1e9", 10)).toBeUndefined();
  });
});

describe("days", () => {
  test("the calendar decides", () => {
    expect(parseCompactDate("20240229")).toBe("2024-02-29");
    for (const text of ["20230229", "21000229", "20231301", "20230100", "2023011", "00000000", "99999999"])
      expect(parseCompactDate(text)).toBeUndefined();
    expect(parseIsoDate("2023-01-05+02:00")).toBe("2023-01-05");
    expect(parseIsoDate("2023-1-5")).toBeUndefined();
  });

  test("any day of the calendar is one", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          expect(parseIsoDate(iso)).toBe(iso);
          expect(parseCompactDate(iso.replaceAll("-", ""))).toBe(iso);
        },
      ),
    );
  });

  test("--year", () => {
    expect(parseYearOption("2023")).toEqual({ startsOn: "2023-01-01", endsOn: "2023-12-31" });
    expect(parseYearOption("2023-07-01..2024-06-30")).toEqual({ startsOn: "2023-07-01", endsOn: "2024-06-30" });
    for (const text of ["23", "2023-07-01", "2024-06-30..2023-07-01", "2023-02-30..2023-12-31", ""])
      expect(parseYearOption(text)).toBeUndefined();
    expect(monthSpan(2024, 1, 2024, 2)).toEqual({ startsOn: "2024-01-01", endsOn: "2024-02-29" });
  });
});

describe("the SIE tokenizer", () => {
  test.each([
    ['#VER A 1 20230105 "Två ord"', ["#VER", "A", "1", "20230105", "Två ord"]],
    ['#TRANS\t1910\t{1 "100" "6" P1}\t-5.00', ["#TRANS", "1910", ["1", "100", "6", "P1"], "-5.00"]],
    ["#TRANS 1910 {} 1", ["#TRANS", "1910", [], "1"]],
    ['#FNR "C:\\Mapp\\Fil"', ["#FNR", "C:\\Mapp\\Fil"]],
    ['#X "a \\"b\\"" ""', ["#X", 'a "b"', ""]],
    ['#X "}" {"}"}', ["#X", "}", ["}"]]],
  ])("%s", (line, tokens) => {
    expect(tokenizeSie(line)).toEqual(tokens);
  });

  test("braces that do not match are told, an open quotation mark is reported", () => {
    expect(() => tokenizeSie("#TRANS 1910 {1")).toThrow("not closed with }");
    expect(() => tokenizeSie("#TRANS 1910 } 1")).toThrow("no object list is open");
    let open = 0;
    expect(tokenizeSie('#X "abc', () => open++)).toEqual(["#X", "abc"]);
    expect(open).toBe(1);
  });

  test("any fields come back as they were written", () => {
    // A backslash before a quotation mark is what the format cannot say.
    const text = fc.string({ unit: "grapheme" }).filter((s) => !/[\r\n]|\\$|\\"/.test(s));
    const token = fc.oneof(text, fc.array(text, { maxLength: 4 }));
    const quote = (s: string) => `"${s.replaceAll('"', '\\"')}"`;
    fc.assert(
      fc.property(fc.array(token, { maxLength: 6 }), fc.constantFrom(" ", "\t", "  \t"), (tokens, gap) => {
        const line = [
          "#X",
          ...tokens.map((t) => (typeof t === "string" ? quote(t) : `{${t.map(quote).join(" ")}}`)),
        ].join(gap);
        expect(tokenizeSie(line)).toEqual(["#X", ...tokens]);
      }),
    );
  });
});

describe("the charset of a SIE file", () => {
  const detect = (bytes: Buffer, chunk: number) => {
    const detector = new SieCharsetDetector();
    for (let i = 0; i < bytes.length; i += chunk) detector.add(bytes.subarray(i, i + chunk));
    return detector.result();
  };

  test("Nordic text in each of the three is told apart, however it is cut into chunks", () => {
    const words = fc.array(fc.constantFrom("Försäljning", "Årets", "Öresund", "Kassa", "Ränta", "Ägare", "på"), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 7 }), (list, chunk) => {
        const text = `${list.join(" ")} Öl`;
        expect(detect(iconv.encode(text, "cp437"), chunk)).toBe("cp437");
        expect(detect(iconv.encode(text, "latin1"), chunk)).toBe("windows-1252");
        expect(detect(Buffer.from(text, "utf8"), chunk)).toBe("utf-8");
      }),
    );
  });

  test("plain ASCII is the format's own", () => {
    expect(detect(Buffer.from("#FLAGGA 0"), 3)).toBe("cp437");
  });
});
