import type { DisclosureTotals } from "./control-totals.ts";
import { type CsvReader, csvReader } from "./csv-reader.ts";
import type { Problems } from "./problems.ts";

const TOP_FILE = /^data\/([^/]+\.csv)$/;

/** As `yearTotals`, for an archive whose CSV files stand at the top of its payload. */
export function topTotals() {
  const files = new Map<string, CsvReader>();
  return {
    tap(file: string): ((chunk: Buffer) => void) | undefined {
      const name = TOP_FILE.exec(file)?.[1];
      if (name === undefined) return undefined;
      const reader = csvReader([], () => null);
      files.set(name, reader);
      return reader.push;
    },
    compare(stated: Pick<DisclosureTotals, "files">, problems: Problems): void {
      for (const name of files.keys())
        if (!(name in stated.files))
          problems.error("rows_differ", `data/${name}`, "The control totals do not have this file.");
      for (const [name, expected] of Object.entries(stated.files)) {
        const place = `data/${name}`;
        const end = files.get(name)?.end();
        if (!end)
          problems.error("rows_differ", place, `The control totals have it with ${expected} rows; it is not there.`);
        else if (end.problem)
          problems.error("csv_syntax", `${place}:${end.problem.line}`, `In this record ${end.problem.message}.`);
        else if (end.rows !== expected)
          problems.error("rows_differ", place, `It has ${end.rows} rows; the control totals say ${expected}.`);
      }
    },
  };
}
