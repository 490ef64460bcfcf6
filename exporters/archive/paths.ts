/** Names that Windows keeps for devices, with or without an extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Bidirectional marks can show a name's end where its middle is ("fdp.exe" for "exe.pdf"). */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
const WINDOWS_CHARACTERS = /[<>:"|?*]/;
/** What ext4, NTFS and APFS take for one name, in bytes. */
const MAX_SEGMENT_BYTES = 255;
/** Leaves room for the folder in which somebody unpacks: Linux takes 4,096 bytes in all, macOS 1,024. */
const MAX_PATH_BYTES = 900;

/**
 * Says why a path must not be written into an archive, or null when every common system can unpack it safely.
 * @param path with "/" between names, relative
 */
export function pathProblem(path: string): string | null {
  if (path === "") return "is empty";
  if (!path.isWellFormed()) return "is not well-formed Unicode";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is absolute";
  if (path.includes("\\")) return "has a backslash";
  if (CONTROL.test(path)) return "has a control character";
  // BagIt 1.0 writes it as %25; sha512sum -c and the Library of Congress's bagit.py do not know that and miss the file.
  if (path.includes("%")) return "has a per cent sign, which common tools misread in a manifest";
  if (BIDI.test(path)) return "has a character that changes the direction of writing";
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES} bytes`;
  for (const segment of path.split("/")) {
    if (segment === "") return "has an empty name between two slashes";
    if (segment === "." || segment === "..") return `has "${segment}" in it`;
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `has a name longer than ${MAX_SEGMENT_BYTES} bytes`;
    if (WINDOWS_CHARACTERS.test(segment)) return 'has one of < > : " | ? *, which Windows cannot write';
    if (/[. ]$/.test(segment)) return "has a name that ends in a dot or a space, which Windows drops";
    if (segment.startsWith(" ")) return "has a name that starts with a space";
    if (DEVICE.test(segment)) return `has "${segment}" in it, a device on Windows`;
  }
  return null;
}

/** Two paths with the same key are one file on a system that folds case or normalises names (Windows, macOS). */
export function foldPath(path: string): string {
  // To upper case first: APFS folds in full, "ß" to "ss".
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** The path that a manifest line names: CR, LF and, from BagIt 1.0 on, % are encoded (RFC 8493, 2.1.3). */
export function decodeManifestPath(text: string, { percent }: { percent: boolean }): string {
  return text.replaceAll(/%(0d|0a|25)/gi, (all, hex: string) => {
    if (hex === "25") return percent ? "%" : all;
    return hex.toLowerCase() === "0d" ? "\r" : "\n";
  });
}
