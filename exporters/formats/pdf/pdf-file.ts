import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { ArchiveLanguage } from "../../run.ts";
import { FontRuns, type PdfkitFont, type Run } from "./font-runs.ts";

export type PdfOptions = {
  language: ArchiveLanguage;
  title: string;
  subject: string;
  /** Who it is about or from. */
  author?: string;
  /** Stands for "now": the time of making in the file, and what its identifier is made from. */
  date: Date;
};

/** A4 upright, in points. */
export const PAGE = { width: 595.28, height: 841.89 };
const require = createRequire(import.meta.url);
const fontFile = (name: string) => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
let fonts: { regular: Buffer; bold: Buffer } | undefined;

/** What is used of pdfkit beyond its types. */
type Internals = {
  _font: PdfkitFont;
  _addInfo(): void;
  info: Record<string, unknown>;
  page: { fonts: Record<string, unknown> };
  addContent(content: Uint8Array): void;
  read(): Buffer | null;
};

/**
 * A PDF/A-3b file of A4 pages. Pages are written by hand into pdfkit's document, a string for each text: pdfkit's own layout
 * of a text costs ten times as much. Finished pages are handed over by `take`, so that no more than one is held.
 * The same calls give the same bytes.
 */
export class PdfFile {
  readonly regular: FontRuns;
  readonly bold: FontRuns;
  pages = 0;
  #doc: Internals;
  #pdf: PDFKit.PDFDocument;
  #fonts: PdfkitFont[];
  #content = "";
  #set = "";

  constructor({ language, title, subject, author, date }: PdfOptions) {
    fonts ??= { regular: fontFile("DejaVuSansCondensed"), bold: fontFile("DejaVuSansCondensed-Bold") };
    this.#pdf = new PDFDocument({
      size: "A4",
      margin: 0,
      autoFirstPage: false,
      pdfVersion: "1.7",
      subset: "PDF/A-3b",
      lang: language,
      displayTitle: true,
      // A font by name would be one of the fourteen that every reader has, which PDF/A does not allow.
      font: fonts.regular as unknown as string,
      info: {
        Producer: "Huolto",
        Creator: "Huolto",
        Title: plain(title),
        Subject: plain(subject),
        ...(author && { Author: plain(author) }),
        CreationDate: date,
      },
    });
    this.#doc = this.#pdf as unknown as Internals;
    escapeMetadata(this.#doc);
    const open = (font: Buffer) => {
      this.#pdf.font(font as unknown as string);
      return this.#doc._font;
    };
    this.#fonts = [open(fonts.regular), open(fonts.bold)];
    this.regular = new FontRuns(this.#fonts[0]!);
    this.bold = new FontRuns(this.#fonts[1]!);
  }

  addPage(): void {
    this.#flush();
    this.#pdf.addPage();
    this.pages++;
    this.#set = "";
    // pdfkit turns the page upside down; the same again turns it back.
    this.#content = `1 0 0 -1 0 ${PAGE.height} cm\nBT\n`;
  }

  /** Writes a run with its left end at x; y is the baseline, from the bottom of the page. */
  text(font: FontRuns, size: number, x: number, y: number, run: Run): void {
    if (run.bytes === "") return;
    const set = `/${font.id} ${size} Tf\n`;
    if (set !== this.#set) {
      this.#content += set;
      this.#set = set;
    }
    this.#content += `1 0 0 1 ${round(x)} ${round(y)} Tm(${run.bytes})Tj\n`;
  }

  /** A thin line across. */
  line(x: number, y: number, width: number): void {
    this.#content += `ET\n0.4 w ${round(x)} ${round(y)} m ${round(x + width)} ${round(y)} l S\nBT\n`;
  }

  /** The bytes that are ready, or null. */
  take(): Buffer | null {
    return this.#doc.read();
  }

  /** Nothing may be written after it; `take` then gives the rest. */
  end(): void {
    this.#flush();
    this.#pdf.end();
  }

  /** Characters (code points) that a font of the file does not have. */
  get missing(): number[] {
    return [...this.regular.missing, ...this.bold.missing];
  }

  #flush(): void {
    if (this.#content === "") return;
    for (const font of this.#fonts) this.#doc.page.fonts[font.id] ??= font.ref();
    this.#doc.addContent(Buffer.from(`${this.#content}ET\n`, "latin1"));
    this.#content = "";
  }
}

const round = (n: number) => Math.round(n * 100) / 100;

/** Texts of the document's own properties: one line, and nothing that XML cannot hold. */
const plain = (text: string) => text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, " ");

/** pdfkit writes the properties into XML as they are. */
function escapeMetadata(doc: Internals): void {
  const add = doc._addInfo;
  doc._addInfo = () => {
    const { info } = doc;
    const escaped = Object.entries(info).map(([key, value]) => [
      key,
      typeof value === "string"
        ? value.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]!)
        : value,
    ]);
    doc.info = Object.fromEntries(escaped);
    add.call(doc);
    doc.info = info;
  };
}
