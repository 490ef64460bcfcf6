import type { Problems } from "../problems.ts";

/** No record of a SIE file comes near this; without a limit a file that is one line would be held in memory. */
const MAX_LINE_BYTES = 1_048_576;

/** NUL and Ctrl-Z, with which DOS filled up and ended a text file. */
const END_OF_FILE = new Set([0x00, 0x1a]);

/**
 * The lines of a file, each byte one character (Latin-1), with CR LF, LF or CR ends, a byte order mark left out.
 * Calls `line(text, number)`, numbers from 1, and awaits `drain` between chunks.
 */
export async function eachLine(
  source: AsyncIterable<Buffer>,
  problems: Problems,
  line: (text: string, number: number) => void,
  drain: () => Promise<void>,
): Promise<void> {
  let carry = "";
  let number = 0;
  let first = true;
  const emit = (text: string) => {
    if (text.indexOf("\r") === -1) line(text, ++number);
    else for (const part of text.replace(/\r$/, "").split("\r")) line(part, ++number);
  };
  for await (const chunk of source) {
    let text = carry + chunk.toString("latin1");
    if (first && text.startsWith("\u00ef\u00bb\u00bf")) text = text.slice(3);
    first = false;
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      emit(text.slice(start, end));
      start = end + 1;
    }
    carry = text.slice(start);
    if (carry.length > MAX_LINE_BYTES)
      problems.stop(
        "line_too_long",
        `line ${number + 1}`,
        `The line is longer than ${MAX_LINE_BYTES} bytes.`,
        "Check that this is a SIE file; its records are short lines.",
      );
    await drain();
  }
  let end = carry.length;
  while (end > 0 && END_OF_FILE.has(carry.charCodeAt(end - 1))) end--;
  if (end > 0) emit(carry.slice(0, end));
}
