import type { FontRuns, Run } from "./font-runs.ts";

/**
 * A text as lines no wider than `width` points, broken at spaces where there are any, and inside a word where there is none.
 * Line feeds of the text are kept. At least one line.
 */
export function wrap(font: FontRuns, size: number, width: number, text: string): Run[] {
  const limit = width / size;
  if (!text.includes("\n")) {
    const whole = font.run(text);
    if (whole.width <= limit) return [whole];
  }
  return text.split("\n").flatMap((line) => wrapLine(font, limit, line));
}

function wrapLine(font: FontRuns, limit: number, line: string): Run[] {
  const out: Run[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (font.run(longer).width <= limit) {
      current = longer;
      continue;
    }
    if (current !== "") out.push(font.run(current));
    current = word;
    while (font.run(current).width > limit && current.length > 1) {
      const head = fitting(font, limit, current);
      out.push(font.run(head));
      current = current.slice(head.length);
    }
  }
  out.push(font.run(current));
  return out;
}

/** As many whole characters as fit, at least one. */
function fitting(font: FontRuns, limit: number, word: string): string {
  let head = "";
  for (const character of word) {
    if (head !== "" && font.once(head + character).width > limit) break;
    head += character;
  }
  return head;
}
