import { xlsxBooks } from "./formats/xlsx.ts";
import { includes } from "./law/scope.ts";
import { compareTotals, type Totals } from "./materials/control-totals.ts";
import { countRows } from "./materials/written-rows.ts";
import { watched } from "./write-tables.ts";
import { yearTables } from "./year-tables.ts";
import type { YearWriter } from "./year-writers.ts";

/** A table with very many rows is in several books, each with the sums of its own rows. */
const totalLabel = { fi: "Yhteensä tässä tiedostossa", sv: "Summa i denna fil", en: "Total in this file" } as const;

/**
 * The year's tables as books for spreadsheet programs, each table in as many as its rows need.
 * @throws ArchiveError control_totals_differ
 */
export const xlsxWriter: YearWriter = {
  format: "xlsx",
  applies: () => true,
  rows: ({ year, counts }) =>
    (includes(year, "journal") ? counts.lines * 2 : 0) + (includes(year, "vouchers") ? counts.vouchers : 0),
  async write(run, plan) {
    const files: Record<string, Totals> = {};
    for (const { table, rows: read, watch: makeWatch = countRows, expected } of yearTables(run, plan)) {
      const watch = makeWatch();
      const rows = watched(run, read(), watch);
      try {
        for await (const book of xlsxBooks(table, rows, {
          date: run.date,
          language: run.language,
          totalLabel: totalLabel[run.language],
        })) {
          const path = `${plan.folder}/excel/${book.name}`;
          run.progress.phase(path);
          // A book is a ZIP already.
          await run.bag.add(path, book.bytes, { compress: false });
        }
      } finally {
        await rows.return(undefined);
      }
      const written = watch.totals();
      const file = `excel/${table.name}.xlsx`;
      compareTotals(`${plan.folder}/${file}`, expected ?? written, written);
      files[file] = written;
    }
    return { files, findings: [] };
  },
};
