const COMMA = 0x2c;
const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

export type CsvProblem = { line: number; message: string };

export type CsvReader = {
  /** Never throws. After the first problem it reads nothing more. */
  push(chunk: Buffer): void;
  /** Tells the first problem, or the number of records after the heading. */
  end(): { rows: number; problem?: undefined } | { rows?: undefined; problem: CsvProblem };
};

/**
 * Reads CSV as the archive writes it and nothing looser: RFC 4180 with a heading, comma, CRLF, no byte order mark, as many fields
 * in each record as in the heading. Memory does not depend on the file's size, except for one field's.
 * @param columns headings of the wanted fields; all must be there
 * @param onRow gets the wanted fields in that order; what is not ASCII comes as one character per byte
 */
export function csvReader(columns: readonly string[], onRow: (fields: string[]) => string | null): CsvReader {
  type State = "start" | "plain" | "quoted" | "quote" | "cr";
  let state: State = "start";
  let line = 1;
  let rows = -1;
  let field = 0;
  let width = -1;
  let text = "";
  let heading: string[] = [];
  /** For each field of the file its place among the wanted ones, or -1. */
  let places: number[] = [];
  let wanted: string[] = columns.map(() => "");
  let problem: CsvProblem | undefined;
  let recordOpen = false;

  const fail = (message: string) => {
    problem ??= { line, message };
  };
  const keeps = () => width === -1 || places[field] !== -1;
  const endField = () => {
    if (width === -1) heading.push(Buffer.from(text, "latin1").toString("utf8"));
    else if (field < width && places[field] !== -1) wanted[places[field]!] = text;
    text = "";
    field += 1;
  };
  const endRecord = () => {
    if (width === -1) {
      if (heading[0]?.startsWith("\ufeff")) fail("there is a byte order mark");
      width = field;
      places = heading.map((name) => columns.indexOf(name));
      const missing = columns.filter((name) => !heading.includes(name));
      if (missing.length > 0) fail(`the heading has no ${missing.join(", ")}`);
      if (new Set(heading).size !== heading.length) fail("the heading has a name twice");
      heading = [];
    } else if (field !== width) {
      fail(`there are ${field} fields where the heading has ${width}`);
    } else if (columns.length > 0) {
      const refused = onRow(wanted);
      if (refused) fail(refused);
      wanted = columns.map(() => "");
    }
    rows += 1;
    field = 0;
    line += 1;
    recordOpen = false;
  };

  return {
    push(chunk) {
      let from = 0;
      const take = (to: number) => {
        if (to > from && keeps()) text += chunk.toString("latin1", from, to);
      };
      for (let i = 0; i < chunk.length && !problem; i += 1) {
        const byte = chunk[i]!;
        if (state === "start") {
          recordOpen = true;
          from = i;
          if (byte === QUOTE) {
            state = "quoted";
            from = i + 1;
            continue;
          }
          state = "plain";
        }
        if (state === "plain" || state === "quote") {
          if (byte === COMMA || byte === CR) {
            if (state === "plain") take(i);
            endField();
            state = byte === COMMA ? "start" : "cr";
            if (byte === COMMA) recordOpen = true;
          } else if (byte === QUOTE && state === "quote") {
            // The second of two quotes: it stands for itself.
            state = "quoted";
            from = i;
          } else if (byte === LF) fail("a record ends in LF where CRLF is written");
          else if (byte === QUOTE) fail("there is a quote inside a field that is not quoted");
          else if (state === "quote") fail("there is text after a closing quote");
        } else if (state === "quoted") {
          if (byte === QUOTE) {
            take(i);
            state = "quote";
          } else if (byte === LF) line += 1;
        } else if (byte === LF) {
          endRecord();
          state = "start";
        } else fail("there is a CR without LF");
      }
      if (state === "plain" || state === "quoted") {
        take(chunk.length);
        from = 0;
      }
    },
    end() {
      if (!problem && (recordOpen || state === "quoted" || state === "cr")) fail("the last record is cut off");
      if (!problem && rows < 0) fail("there is no heading");
      return problem ? { problem } : { rows };
    },
  };
}
