/** Which files a case takes, told by their content; a name and a declared type are only what somebody says. Pure. */

export const ATTACHMENT_MAX_BYTES = 10_000_000;
export const ATTACHMENTS_MAX = 20;
const NAME_MAX = 150;
const ENDING_MAX = 10;
/** Of a longer one the end counts, where the ending is: a name is as long as its sender likes. */
const READ_MAX = 1000;

type Content = "pdf" | "png" | "jpeg" | "webp" | "zip" | "xlsx" | "docx" | "text";

const types: Record<string, { content: Content; mediaType: string }> = {
  pdf: { content: "pdf", mediaType: "application/pdf" },
  png: { content: "png", mediaType: "image/png" },
  jpg: { content: "jpeg", mediaType: "image/jpeg" },
  jpeg: { content: "jpeg", mediaType: "image/jpeg" },
  webp: { content: "webp", mediaType: "image/webp" },
  zip: { content: "zip", mediaType: "application/zip" },
  xlsx: { content: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  docx: { content: "docx", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  txt: { content: "text", mediaType: "text/plain" },
  log: { content: "text", mediaType: "text/plain" },
  csv: { content: "text", mediaType: "text/csv" },
  eml: { content: "text", mediaType: "message/rfc822" },
  json: { content: "text", mediaType: "application/json" },
  // What a browser's developer tools save of a slow page.
  har: { content: "text", mediaType: "application/json" },
};
export const attachmentEndings = Object.keys(types);

const startsWith = (bytes: Uint8Array, signs: readonly number[], at = 0) =>
  signs.every((sign, i) => bytes[at + i] === sign);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

function contentOf(bytes: Uint8Array): Content | null {
  if (startsWith(bytes, ascii("%PDF-"))) return "pdf";
  if (startsWith(bytes, [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a])) return "png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, ascii("RIFF")) && startsWith(bytes, ascii("WEBP"), 8)) return "webp";
  if (startsWith(bytes, [...ascii("PK"), 3, 4])) return packageOf(bytes);
  return isText(bytes) ? "text" : null;
}

/** Names of a package's members stand in it as they are. */
function packageOf(bytes: Uint8Array): Content {
  const names = new TextDecoder("latin1").decode(bytes);
  if (!names.includes("[Content_Types].xml")) return "zip";
  if (names.includes("xl/workbook.xml")) return "xlsx";
  return names.includes("word/document.xml") ? "docx" : "zip";
}

/** No control characters besides tab, line feed, form feed and carriage return: UTF-8 and the Latin charsets alike. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 12 || byte === 13);
}

/**
 * A file's name as it may be kept and saved again: no folders, no control or direction-changing characters, none that a file
 * system refuses, and not too long.
 */
export function soundFileName(given: string): string {
  const last = given.slice(-READ_MAX).normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "")
    .replaceAll(/[<>:"|?*]/g, "_")
    .replace(/[.\s]+$/, "");
  const dot = clean.lastIndexOf(".");
  const hasEnding = dot >= 0 && clean.length - dot <= ENDING_MAX;
  const [stem, ending] = hasEnding ? [clean.slice(0, dot), clean.slice(dot)] : [clean, ""];
  const letters = [...stem.replace(/^[.\s]+/, "")].slice(0, NAME_MAX - ending.length);
  return `${letters.join("") || "file"}${ending}`;
}

/**
 * What a file is, by its content and the ending of its name, which must agree.
 * @returns its name and media type, or a sentence that says why it is not taken
 */
export function judgeAttachment(
  given: string,
  bytes: Uint8Array,
): { fileName: string; mediaType: string } | { fault: string } {
  if (bytes.length === 0) return { fault: "The file is empty." };
  if (bytes.length > ATTACHMENT_MAX_BYTES)
    return { fault: "A file can have at most 10 MB. Send a smaller part of it." };
  const fileName = soundFileName(given);
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const type = Object.hasOwn(types, ending) ? types[ending]! : null;
  if (!type) return { fault: `A case takes files that end in ${attachmentEndings.join(", ")}.` };
  const content = contentOf(bytes);
  const isPackage = content === "xlsx" || content === "docx";
  if (content !== type.content && !(type.content === "zip" && isPackage))
    return { fault: `The content is not what the name says: this is no .${ending} file.` };
  return { fileName, mediaType: type.mediaType };
}
