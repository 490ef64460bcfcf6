import type { Problems } from "../problems.ts";
import type { SieCharset } from "./charset.ts";

/** What of a file's form is poor: it says no format, is in another charset, or lost characters before it came here. */
export function warnOfForm(
  problems: Problems,
  { hasFormat, charset, replaced }: { hasFormat: boolean; charset: SieCharset; replaced: number },
): void {
  if (!hasFormat)
    problems.warn(
      "format_missing",
      "#FORMAT",
      "The file does not say #FORMAT PC8, as every SIE file must.",
      `Read as ${charset}; check names with Å, Ä and Ö.`,
    );
  if (charset !== "cp437")
    problems.warn(
      "charset_not_pc8",
      "#FORMAT",
      `The text is in ${charset}; a SIE file's is in PC8 (CP437).`,
      "It was read as what it is; check names with Å, Ä and Ö.",
    );
  if (replaced > 0)
    problems.warn(
      "replaced_characters",
      "the whole file",
      `${replaced} characters were lost before the file came here (U+FFFD stands in their place).`,
      "Export the file again if the names matter.",
    );
}
