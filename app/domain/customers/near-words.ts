/** How many slips a word of so many letters may hold: fewer would make short words each other. */
export const slipsIn = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

const MOST_NEAR = 40;

/**
 * The words that somebody may have meant who typed `typed`, or has begun to: a letter missing, too many, wrong, or two of them
 * swapped, counted as one slip each (optimal string alignment). The nearest first, at most 40.
 * @param known all words that there are, folded
 */
export function nearWords(typed: string, known: Iterable<string>): { word: string; slips: number }[] {
  const most = slipsIn(typed.length);
  if (most === 0) return [];
  const found: { word: string; slips: number }[] = [];
  for (const word of known) {
    const slips = slipsToBeginning(typed, word, most);
    if (slips <= most) found.push({ word, slips });
  }
  return found
    .toSorted((a, b) => a.slips - b.slips || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_NEAR);
}

/** Typed words are cut to 40 letters before they come here; with two slips more it fits. */
const lines = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/** Slips between what was typed and the likest beginning of the word; more than `most` when there are more. At most 60 letters. */
export function slipsToBeginning(typed: string, word: string, most: number): number {
  const width = Math.min(word.length, typed.length + most);
  if (width < typed.length - most) return most + 1;
  // The same three lines for every word: this runs for each word there is while somebody types.
  let [before, above, line] = lines;
  for (let column = 0; column <= width; column += 1) above[column] = column;
  let leastAbove = 0;
  for (let row = 1; row <= typed.length; row += 1) {
    const letter = typed.charCodeAt(row - 1);
    const last = row > 1 ? typed.charCodeAt(row - 2) : -1;
    line[0] = row;
    let least = row;
    for (let column = 1; column <= width; column += 1) {
      const here = word.charCodeAt(column - 1);
      let slips = above[column - 1]! + (letter === here ? 0 : 1);
      if (above[column]! + 1 < slips) slips = above[column]! + 1;
      if (line[column - 1]! + 1 < slips) slips = line[column - 1]! + 1;
      const swapped = column > 1 && last === here && letter === word.charCodeAt(column - 2);
      if (swapped && before[column - 2]! + 1 < slips) slips = before[column - 2]! + 1;
      line[column] = slips;
      if (slips < least) least = slips;
    }
    // A swap reaches over one line: only what both lines rule out is certain.
    if (least > most && leastAbove >= most) return most + 1;
    leastAbove = least;
    [before, above, line] = [above, line, before];
  }
  return leastAbove;
}
