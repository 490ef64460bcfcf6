import type { Run as ArchiveRun } from "../../run.ts";
import type { YearPlan } from "../../write-year.ts";
import { dayText, yearText } from "../texts/languages.ts";
import type { FontRuns, Run } from "./font-runs.ts";
import { PAGE, PdfFile } from "./pdf-file.ts";
import { type LedgerTexts, ledgerTexts, pageWord } from "./texts.ts";
import { wrap } from "./wrap.ts";

export type LedgerColumn = { title: string; width: number; right?: boolean };

/** What all pages of a year's printed ledgers say of it. */
export type LedgerFrame = {
  language: ArchiveRun["language"];
  texts: LedgerTexts;
  company: string;
  businessId: string;
  period: string;
  /** A day (YYYY-MM-DD) as it is printed. */
  day(value: string): string;
  date: Date;
};

const MARGIN = 36;
const TOP = PAGE.height - 40;
const BOTTOM = 34;
const SIZE = 7;
const LEADING = 9;
const GAP = 4;
export const SHEET_WIDTH = PAGE.width - 2 * MARGIN;

export function ledgerFrame(run: ArchiveRun, { year }: YearPlan): LedgerFrame {
  const { language, company, date } = run;
  const texts = ledgerTexts[language];
  const period = `${yearText(language, year)}${year.open ? ` (${texts.openYear})` : ""}`;
  const days = new Map<string, string>();
  const day = (value: string) => {
    let text = days.get(value);
    if (text === undefined) {
      text = dayText(language, value);
      days.set(value, text);
    }
    return text;
  };
  return { language, texts, company: company.name, businessId: company.businessId, period, day, date };
}

/**
 * One volume of a printed ledger: A4 pages with the company, the year and the page's number at the top, the column titles under
 * them, and rows below. Where a page ends in the middle, what is carried forward is said at its foot and on the next.
 */
export class LedgerSheet {
  readonly pdf: PdfFile;
  /** What goes forward to the next page, cells by column; null: nothing does. */
  carried: ((label: string) => { cells: readonly string[]; heading?: string } | null) | null = null;
  #frame: LedgerFrame;
  #title: string;
  #columns: readonly LedgerColumn[];
  /** Left end of each column, or the right end of one that is set to the right. */
  #at: number[];
  #y = 0;
  #head = 0;

  /** @param volume of several; 0: the only one */
  constructor(frame: LedgerFrame, title: string, columns: readonly LedgerColumn[], volume = 0) {
    this.#frame = frame;
    this.#columns = columns;
    this.#title = volume > 0 ? `${title}, ${frame.texts.volume} ${volume}` : title;
    const { language, company, businessId, period, date } = frame;
    this.pdf = new PdfFile({
      language,
      title: `${this.#title}: ${company}, ${period}`,
      subject: `${company}, ${businessId}, ${period}`,
      author: company,
      date,
    });
    let x = MARGIN;
    this.#at = columns.map(({ width, right }) => {
      const at = right ? x + width : x;
      x += width;
      return at;
    });
    this.#open();
  }

  /** Nothing stands on the page under its head. */
  get empty(): boolean {
    return this.#y === this.#head;
  }

  /** The cells of a row, each a text or a run ready made; texts that are too wide go on below. */
  row(cells: readonly (string | Run)[], { bold = false, keep = 0 } = {}): void {
    const font = bold ? this.pdf.bold : this.pdf.regular;
    const wrapped = this.#wrap(font, cells);
    this.#need((wrapped?.deepest ?? 1) * LEADING + keep);
    this.#put(font, cells, wrapped);
  }

  /** A row that leads others: cells of the first columns, then a text across the rest. */
  lead(cells: readonly string[], text: string): void {
    const font = this.pdf.regular;
    const x = this.#at[cells.length]!;
    const lines = wrap(font, SIZE, MARGIN + SHEET_WIDTH - x, text);
    const wrapped = this.#wrap(font, cells);
    this.#need(Math.max(lines.length, wrapped?.deepest ?? 1) * LEADING + LEADING);
    this.#y -= 1.5;
    const y = this.#y;
    this.#put(font, cells, wrapped);
    const below = this.#y;
    this.#y = y;
    for (const run of lines) {
      this.#need(LEADING);
      this.#y -= LEADING;
      this.pdf.text(font, SIZE, x, this.#y, run);
    }
    this.#y = Math.min(this.#y, below);
  }

  /** A text across all columns. */
  heading(text: string, keep = 2 * LEADING): void {
    for (const run of wrap(this.pdf.bold, SIZE + 1, SHEET_WIDTH, text)) {
      this.#need(LEADING * 1.6 + keep);
      this.#y -= LEADING * 1.4;
      this.pdf.text(this.pdf.bold, SIZE + 1, MARGIN, this.#y, run);
    }
  }

  /** A paragraph across all columns. */
  note(text: string): void {
    for (const run of wrap(this.pdf.regular, SIZE + 1, SHEET_WIDTH, text)) {
      this.#need(LEADING * 1.4);
      this.#y -= LEADING * 1.3;
      this.pdf.text(this.pdf.regular, SIZE + 1, MARGIN, this.#y, run);
    }
    this.#y -= LEADING / 2;
  }

  /** A thin line across, above a sum. */
  rule(): void {
    this.#y -= 2;
    this.pdf.line(MARGIN, this.#y, SHEET_WIDTH);
    this.#y -= 1;
  }

  /** Some white before the next row. */
  space(): void {
    this.#y -= LEADING / 2;
  }

  #wrap(font: FontRuns, cells: readonly (string | Run)[]): { lines: Run[][]; deepest: number } | null {
    let tooWide = false;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (typeof cell !== "string" || cell === "" || this.#columns[i]!.right) continue;
      if (cell.includes("\n") || font.run(cell).width * SIZE > this.#columns[i]!.width - GAP) tooWide = true;
    }
    if (!tooWide) return null;
    const lines = cells.map((cell, i) => {
      if (typeof cell !== "string") return [cell];
      return this.#columns[i]!.right ? [font.run(cell)] : wrap(font, SIZE, this.#columns[i]!.width - GAP, cell);
    });
    return { lines, deepest: Math.max(...lines.map((l) => l.length)) };
  }

  #put(font: FontRuns, cells: readonly (string | Run)[], wrapped: { lines: Run[][]; deepest: number } | null): void {
    const deepest = wrapped?.deepest ?? 1;
    for (let line = 0; line < deepest; line++) {
      // A text longer than a page goes on where it stopped.
      if (line > 0) this.#need(LEADING);
      this.#y -= LEADING;
      for (let i = 0; i < cells.length; i++) {
        const cell = wrapped ? wrapped.lines[i]![line] : cells[i]!;
        if (cell === undefined || cell === "") continue;
        const run = typeof cell === "string" ? font.run(cell) : cell;
        const { right, width } = this.#columns[i]!;
        // An amount is never broken: one that is too long for its column is written smaller.
        const size = right && run.width * SIZE > width - 2 ? Math.floor(((width - 2) / run.width) * 100) / 100 : SIZE;
        this.pdf.text(font, size, right ? this.#at[i]! - run.width * size : this.#at[i]!, this.#y, run);
      }
    }
  }

  #need(height: number): void {
    // A line stays free for what is carried forward.
    if (this.#y - Math.min(height, PAGE.height / 2) >= BOTTOM + LEADING) return;
    const { texts } = this.#frame;
    const { bold } = this.pdf;
    const forward = this.carried?.(texts.carriedForward);
    if (forward) {
      this.rule();
      this.#put(bold, forward.cells, null);
    }
    this.#open();
    const brought = this.carried?.(texts.broughtForward);
    if (!brought) return;
    if (brought.heading) {
      this.#y -= LEADING * 1.4;
      const [run] = wrap(bold, SIZE + 1, SHEET_WIDTH, brought.heading);
      this.pdf.text(bold, SIZE + 1, MARGIN, this.#y, run!);
    }
    this.#put(bold, brought.cells, null);
  }

  #open(): void {
    const { pdf } = this;
    const { regular, bold } = pdf;
    const { company, businessId, period, language } = this.#frame;
    pdf.addPage();
    const end = MARGIN + SHEET_WIDTH;
    const page = regular.once(`${pageWord[language]} ${pdf.pages}`);
    pdf.text(bold, 11, MARGIN, TOP, bold.run(this.#title));
    pdf.text(regular, 8, end - page.width * 8, TOP, page);
    const [name] = wrap(regular, 8, SHEET_WIDTH - 230, `${company}, ${businessId}`);
    pdf.text(regular, 8, MARGIN, TOP - 13, name!);
    const year = regular.run(period);
    pdf.text(regular, 8, end - year.width * 8, TOP - 13, year);
    this.#y = TOP - 19;
    this.#put(
      bold,
      this.#columns.map((c) => c.title),
      null,
    );
    this.rule();
    this.#head = this.#y;
  }
}
