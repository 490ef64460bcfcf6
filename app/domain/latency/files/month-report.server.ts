import { type ReportLanguage, reportFormats, reportTexts } from "../../../i18n/latency-report.ts";
import type { Profile } from "../../../profile/profile-schema.ts";
import type { Attained, Miss, MissReason, MonthFigures, WindowSpan } from "../latency-types.ts";
import { CHART_HEIGHT, drawDays } from "./report-chart.server.ts";
import { ink, MARGIN, Paper } from "./report-paper.server.ts";

const MISSES_SHOWN = 8;
/** Of a month that is called within the target at least this much was measured. */
const MEASURED_SHARE = 0.95;

export type ReportOptions = {
  language: ReportLanguage;
  profile: Pick<Profile, "service" | "facts">;
  madeAt: Date;
  /** The numbers are the demo's: said on each page. */
  demoData: boolean;
};

type Sheet = ReportOptions & {
  paper: Paper;
  figures: MonthFigures;
  say: (typeof reportTexts)[ReportLanguage];
  write: ReturnType<typeof reportFormats>;
};

/**
 * The month against the promise, for a customer: A4, in the customer's language, tagged. It names no customer and nothing
 * internal: incidents by number only.
 * @param figures of a month that is over, or of the running one, which is then marked so
 */
export async function monthReportPdf(figures: MonthFigures, options: ReportOptions): Promise<Buffer> {
  // Loaded when the first report is asked for, as exceljs is.
  const { default: PDFDocument } = await import("pdfkit");
  const say = reportTexts[options.language];
  const write = reportFormats(options.language);
  const title = `${say.title}: ${options.profile.service.name}, ${write.month(figures.month)}`;
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 10 },
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: options.language,
    info: { Title: title, Author: options.profile.service.owner, Creator: "Huolto", CreationDate: options.madeAt },
  });
  const whole = collect(pdf);
  const sheet: Sheet = { ...options, figures, say, write, paper: new Paper(pdf) };
  writeAnswer(sheet);
  writeFigures(sheet);
  writeDays(sheet);
  writeMisses(sheet);
  writeMarks(sheet);
  writeMethod(sheet);
  sheet.paper.feet(
    say.page,
    [say.made(write.instant(options.madeAt)), options.demoData && say.demo].filter(Boolean).join(". "),
  );
  pdf.end();
  return whole;
}

function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

function writeAnswer({ paper, figures, profile, say, write, demoData }: Sheet): void {
  const month = write.month(figures.month);
  const { average, kept, target } = figures.raw;
  if (demoData) paper.paragraph(say.demo, { bold: true });
  paper.heading(1, `${say.title}, ${month}`);
  paper.paragraph(`${profile.service.name}, ${profile.service.owner}`, { color: ink.muted });
  if (figures.period.until < figures.period.to)
    paper.paragraph(say.soFar(write.instant(figures.period.until)), { bold: true });
  const answer =
    average === null
      ? say.answer.none(month)
      : say.answer[kept ? "kept" : "missed"](month, write.seconds(average), write.seconds(target));
  paper.paragraph(answer, { size: 12, bold: true });
  // An answer by a part of the hours says so beside it, and not only at the end.
  const { hoursMeasured, hoursPassed } = figures.coverage;
  if (average !== null && hoursMeasured < MEASURED_SHARE * hoursPassed)
    paper.paragraph(say.onlyPart(write.count(hoursMeasured), write.count(hoursPassed)), { bold: true });
  const promise = profile.facts.promises.find(({ id }) => id === "latency");
  paper.heading(2, say.promise);
  paper.paragraph(
    say.promiseText(write.plain(target), write.day(profile.service.statement.date), promise?.section ?? "-"),
  );
}

function writeFigures({ paper, figures, language, say, write }: Sheet): void {
  const or = (value: number | null, format: (value: number) => string) => (value === null ? say.noData : format(value));
  const requestsText = ({ coverage, sums }: Attained) =>
    coverage.hoursMeasured === 0 ? say.noData : write.count(sums.requests);
  const columns: Attained[] = [figures.raw, figures.corrected, figures.previous.raw];
  const row = (name: string, of: (column: Attained) => string) => [name, ...columns.map(of)];
  paper.heading(2, say.figures);
  paper.table(
    [
      ["", say.allHours, say.withoutMaintenance, say.monthBefore(write.month(figures.previous.month))],
      row(say.average, ({ average }) => or(average, write.seconds)),
      row(say.headroom, ({ headroom }) => or(headroom, write.seconds)),
      row(say.within(write.seconds(figures.target)), ({ withinShare }) => or(withinShare, write.share)),
      row(say.requests, requestsText),
      row(say.failed, ({ errorShare }) => or(errorShare, write.share)),
    ],
    { widths: ["*", 95, 105, 130] },
  );
  paper.heading(2, say.byClient);
  paper.table(
    [
      [say.client, say.average, say.withoutMaintenance, say.within(write.seconds(figures.target)), say.requests],
      ...figures.byClient.map(({ name, raw, corrected }) => [
        name[language],
        or(raw.average, write.seconds),
        or(corrected.average, write.seconds),
        or(raw.withinShare, write.share),
        requestsText(raw),
      ]),
    ],
    { widths: ["*", 80, 95, 110, 85] },
  );
}

function writeDays({ paper, figures, say, write }: Sheet): void {
  const measured = figures.byDay.flatMap(({ day, raw }) =>
    raw.average === null ? [] : [{ day, average: raw.average }],
  );
  const worst = measured.toSorted((a, b) => b.average - a.average)[0];
  const alt = say.chartAlt(
    measured.length,
    measured.filter(({ average }) => average > figures.target).length,
    worst ? say.worstDay(write.day(worst.day), write.seconds(worst.average)) : "",
  );
  // Heading, picture and explanation belong together.
  paper.room(CHART_HEIGHT + 80);
  paper.heading(2, say.byDay);
  if (figures.byDay.length > 0)
    paper.figure(alt, CHART_HEIGHT, (top) =>
      drawDays(paper.pdf, top, paper.width, figures, { seconds: write.seconds, target: say.target }),
    );
  paper.paragraph(say.chartText(write.seconds(figures.target)), { size: 9, color: ink.muted });
  if (worst) paper.paragraph(say.worstDay(write.day(worst.day), write.seconds(worst.average)));
}

function writeMisses(sheet: Sheet): void {
  const { paper, figures, say, write } = sheet;
  paper.room(140);
  paper.heading(2, say.misses);
  if (figures.misses.length === 0) {
    paper.paragraph(figures.raw.average === null ? say.noData : say.noMisses);
    return;
  }
  paper.paragraph(say.missedHours(write.count(figures.missedHours)));
  paper.table(
    [
      [say.when, say.average, say.known],
      ...figures.misses
        .slice(0, MISSES_SHOWN)
        .map((miss) => [write.span(miss.from, miss.to), write.seconds(miss.average), reasonsOf(miss, sheet)]),
    ],
    { widths: [200, 70, "*"], words: true },
  );
}

function reasonsOf({ reasons }: Miss, sheet: Sheet): string {
  return reasons.length === 0 ? sheet.say.reason.none : reasons.map((reason) => reasonText(reason, sheet)).join("; ");
}

function reasonText(reason: MissReason, { figures, language, say: { reason: say }, write }: Sheet): string {
  switch (reason.kind) {
    case "window":
      return say.window(reason.window.title[language]);
    case "release":
      return say.release(reason.release.version);
    case "incident":
      return say.incident(reason.number);
    case "client": {
      const name = figures.byClient.find(({ client }) => client === reason.client)?.name[language] ?? reason.client;
      return say.client(name, write.share(reason.share));
    }
    case "page":
      return say.page(reason.page, write.share(reason.share));
  }
}

function windowLine({ kind, announced, from, to, title }: WindowSpan, { language, say, write }: Sheet): string {
  const how = kind === "urgent" ? say.urgent : announced ? say.announced : say.notAnnounced;
  return `${write.span(from, to)}: ${title[language]} (${how})`;
}

function writeMarks(sheet: Sheet): void {
  const { paper, figures, say, write } = sheet;
  paper.heading(2, say.windows);
  if (figures.windows.length === 0) paper.paragraph(say.noWindows);
  for (const window of figures.windows) paper.paragraph(windowLine(window, sheet));
  paper.heading(2, say.releases);
  if (figures.releases.length === 0) paper.paragraph(say.noReleases);
  else
    paper.paragraph(
      figures.releases
        .map(({ at, version, kind }) => `${version} (${write.instant(at)}, ${say.release[kind]})`)
        .join("; "),
    );
}

function writeMethod(sheet: Sheet): void {
  const { paper, figures, say, write } = sheet;
  paper.heading(2, say.leftOut);
  if (figures.hoursLeftOut === 0) paper.paragraph(say.leftOutNothing);
  else {
    paper.paragraph(say.leftOutText(write.count(figures.hoursLeftOut)));
    for (const window of figures.windows.filter(({ leftOut }) => leftOut)) paper.paragraph(windowLine(window, sheet));
  }
  paper.heading(2, say.coverage);
  paper.paragraph(
    say.coverageText(write.count(figures.coverage.hoursMeasured), write.count(figures.coverage.hoursPassed)),
  );
  paper.paragraph(say.sla);
}
