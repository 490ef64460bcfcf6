/**
 * A calendar file with the times of its entries' last change in UTC, as they must be (RFC 5545, 3.8.7.2 and 3.8.7.3): the writer
 * puts them in the calendar's zone and leaves out which one that is.
 * @param file with both properties in each entry
 * @param stamps of the entries, in their order
 */
export function utcStamps(file: string, stamps: readonly Date[]): string {
  let entry = -1;
  // No text can begin so after a line's end: its own line breaks are escaped, and a folded line goes on after a space.
  return file.replaceAll(/(?<=\r\n)(BEGIN:VEVENT|DTSTAMP:|LAST-MODIFIED:)[^\r\n]*/g, (line) => {
    if (line === "BEGIN:VEVENT") {
      entry += 1;
      return line;
    }
    const utc = stamps[entry]!.toISOString().replace(/[-:]|\.\d+/g, "");
    return `${line.slice(0, line.indexOf(":"))}:${utc}`;
  });
}
