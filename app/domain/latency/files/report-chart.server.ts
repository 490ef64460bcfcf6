import type PDFKit from "pdfkit";
import type { MonthFigures } from "../latency-types.ts";
import { ink, MARGIN } from "./report-paper.server.ts";

export const CHART_HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 18;
const TOP = 16;

type Words = { seconds: (value: number) => string; target: string; over: string };

/** A bar for each day that was measured, hatched where there was maintenance; the target as a line; releases as triangles. */
export function drawDays(
  pdf: PDFKit.PDFDocument,
  top: number,
  width: number,
  { byDay, target }: Pick<MonthFigures, "byDay" | "target">,
  words: Pick<Words, "seconds" | "target">,
): void {
  const highest = Math.max(target, ...byDay.map(({ raw }) => raw.average ?? 0));
  // Lines at quarters of the target keep the target itself on one of them.
  const step = (target / 4) * Math.max(1, Math.ceil(highest / target / 2));
  const ceiling = Math.ceil(highest / step - 1e-9) * step;
  const left = MARGIN + LEFT;
  const right = MARGIN + width;
  const base = top + CHART_HEIGHT - BOTTOM;
  const y = (value: number) => base - (value / ceiling) * (CHART_HEIGHT - BOTTOM - TOP);
  const slot = (right - left) / byDay.length;

  pdf.font("Helvetica").fontSize(7).lineWidth(0.5);
  for (let value = 0; value <= ceiling + 1e-9; value += step) {
    pdf.moveTo(left, y(value)).lineTo(right, y(value)).stroke(ink.line);
    label(pdf, words.seconds(value), MARGIN, y(value) - 3, LEFT - 5, "right");
  }
  for (const [index, day] of byDay.entries()) {
    const x = left + index * slot;
    if (day.window) hatch(pdf, x, top + TOP, slot, base - top - TOP);
    if (day.raw.average !== null) {
      const over = day.raw.average > target;
      pdf.rect(x + slot * 0.15, y(day.raw.average), slot * 0.7, base - y(day.raw.average));
      // Over the target the bar has a frame, so that it is seen on paper without colours too.
      if (over) pdf.fillAndStroke("#e0762b", "#7a2d0a");
      else pdf.fill("#6f9fcd");
    }
    if (day.releases.length > 0) {
      const middle = x + slot / 2;
      pdf.polygon([middle - 3, top + TOP - 9], [middle + 3, top + TOP - 9], [middle, top + TOP - 3]).fill(ink.text);
    }
    label(pdf, String(Number(day.day.slice(8))), x, base + 4, slot, "center");
  }
  pdf.moveTo(left, y(target)).lineTo(right, y(target)).dash(4, { space: 2 }).lineWidth(1).stroke(ink.text).undash();
  label(pdf, `${words.target} ${words.seconds(target)}`, right - 90, y(target) - 9, 90, "right");
}

function label(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, width: number, align: "right" | "center") {
  pdf.fillColor(ink.text).text(text, x, y, { width, align, lineBreak: false });
}

function hatch(pdf: PDFKit.PDFDocument, x: number, y: number, width: number, height: number): void {
  pdf.save().rect(x, y, width, height).clip().lineWidth(0.5);
  for (let at = -height; at < width; at += 4) pdf.moveTo(x + at, y + height).lineTo(x + at + height, y);
  pdf.stroke("#8d6cc4").restore();
}
