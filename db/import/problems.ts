/** What is wrong with a file, where, and what to do about it. Stored as it is in `ledger.import_files.warnings`. */
export type Problem = { code: string; message: string; place: string; fix: string };

/** A file with one mistake a thousand times over must not fill the screen or the database; the rest is counted. */
export const MAX_LISTED = 100;

/** The whole file is refused; nothing of it is in the ledger. `more` problems are not listed. */
export class ImportRefused extends Error {
  override name = "ImportRefused";
  problems: Problem[];
  more: number;
  constructor(problems: Problem[], more = 0) {
    super(problems.map((p) => `${p.place}: ${p.message}`).join("\n"));
    this.problems = problems;
    this.more = more;
  }
}

/** Collects everything found in one file. A refusal does not end the reading: all of a file's problems are told in one go. */
export class Problems {
  refusals: Problem[] = [];
  warnings: Problem[] = [];
  refusalCount = 0;
  warningCount = 0;

  refuse(code: string, place: string, message: string, fix: string): void {
    if (this.refusalCount++ < MAX_LISTED) this.refusals.push({ code, message, place, fix });
  }

  warn(code: string, place: string, message: string, fix: string): void {
    if (this.warningCount++ < MAX_LISTED) this.warnings.push({ code, message, place, fix });
  }

  /** For what cannot be read past, such as broken XML. @throws ImportRefused with everything found so far */
  stop(code: string, place: string, message: string, fix: string): never {
    this.refuse(code, place, message, fix);
    throw this.refused();
  }

  refused(): ImportRefused {
    return new ImportRefused(this.refusals, this.refusalCount - this.refusals.length);
  }

  /** @throws ImportRefused when there is a refusal, or under `strict` a warning */
  settle(strict: boolean): void {
    if (this.refusalCount > 0) throw this.refused();
    if (strict && this.warningCount > 0)
      throw new ImportRefused(this.warnings, this.warningCount - this.warnings.length);
  }
}
