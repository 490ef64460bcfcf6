const PAGE = { width: 595, height: 842, top: 790, left: 56, leading: 14, lines: 52 };

// Outside Latin-1 the house's papers use only the euro sign and the dash; WinAnsi has both.
const WIN_ANSI: Record<string, number> = { "€": 0x80, "–": 0x96 };

/** A PDF string literal: printable ASCII as it is, the rest as octal escapes of WinAnsi bytes. */
function literal(text: string): string {
  const escaped = [...text].map((char) => {
    const code = WIN_ANSI[char] ?? char.codePointAt(0)!;
    if (code > 0xff) throw new Error(`The character ${char} has no place in WinAnsi.`);
    if (char === "(" || char === ")" || char === "\\") return `\\${char}`;
    return code < 0x80 ? char : `\\${code.toString(8).padStart(3, "0")}`;
  });
  return `(${escaped.join("")})`;
}

function pageContent(lines: string[]): string {
  const shown = lines.map((line) => `${literal(line)} Tj T*`).join("\n");
  return `BT /F1 10 Tf ${PAGE.leading} TL ${PAGE.left} ${PAGE.top} Td\n${shown}\nET`;
}

/**
 * A plain text document as a PDF 1.4: fixed-width type, A4, new pages as needed, nothing compressed and no clock in it,
 * so that the same lines give the same bytes.
 * @param lines about 80 characters fit across; longer ones run off the page
 */
export function textPdf(title: string, lines: string[]): Buffer {
  const pages: string[][] = [];
  for (let i = 0; i < Math.max(lines.length, 1); i += PAGE.lines) pages.push(lines.slice(i, i + PAGE.lines));
  const pageObject = (i: number) => 5 + 2 * i;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${pageObject(i)} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    `<< /Title ${literal(title)} >>`,
    ...pages.flatMap((page, i) => {
      const content = pageContent(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageObject(i) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`, "latin1");
}
