/** Delivery status notifications as mail servers send them (RFC 3464 in the multipart/report of RFC 6522). Pure. */

export type DeliveryReport = { messageId: string; status: string; action: string | undefined };

type Part = { type: string; boundary: string | null; fields: Map<string, string>; body: string };

/** A report has three parts, and its status a group for each recipient, of whom ours has one; a forwarded one is a part deeper. */
const MOST_DEPTH = 4;
const MOST_PARTS = 20;

/**
 * Reads a report's status, and the Message-ID of the mail that it is about: from the copy of that mail or of its header,
 * never from the report's own header.
 * @param text a whole mail (`message/rfc822`), or its `message/delivery-status` part alone
 * @returns null when it is no report, or does not say which mail it is about
 */
export function readDeliveryReport(text: string, mediaType: string): DeliveryReport | null {
  const parts =
    mediaType === "message/delivery-status"
      ? [{ type: mediaType, boundary: null, fields: new Map<string, string>(), body: text }]
      : [...inside(readPart(text), 0)].slice(0, MOST_PARTS);
  const status = parts.find(({ type }) => type === "message/delivery-status");
  if (!status) return null;
  const groups = status.body.split(/\r?\n[ \t]*\r?\n/, MOST_PARTS).map((group) => fieldsOf(group));
  const recipient =
    groups.find((group) => group.has("status") && group.has("action")) ?? groups.find((group) => group.has("status"));
  // The status may be followed by a comment; the action is a word.
  const code = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(recipient?.get("status") ?? "")?.[1];
  const original = parts.find(({ type }) => type === "message/rfc822" || type === "text/rfc822-headers");
  const messageId = idIn([
    original ? readPart(original.body).fields.get("message-id") : undefined,
    ...groups.flatMap((group) => [group.get("original-message-id"), group.get("x-original-message-id")]),
  ]);
  if (!code || !messageId) return null;
  return { messageId, status: code, action: /^[a-z]+/i.exec(recipient?.get("action") ?? "")?.[0].toLowerCase() };
}

/** RFC 5322, 2.1.1. Longer is no id, and whoever sends a report chooses how long it is. */
const MOST_IN_LINE = 998;

const idIn = (fields: readonly (string | undefined)[]) =>
  fields
    .filter((field) => field !== undefined && field.length <= MOST_IN_LINE)
    .map((field) => /<?([^<>\s@]+@[^<>\s@]+)>?/.exec(field!)?.[1])
    .find((id) => id !== undefined);

/** The parts of a mail that are not multiparts themselves. */
function* inside(part: Part, depth: number): Generator<Part> {
  if (part.boundary === null || depth >= MOST_DEPTH) {
    yield part;
    return;
  }
  const pieces = `\n${part.body}`.split(`\n--${part.boundary}`).slice(1, MOST_PARTS + 1);
  for (const piece of pieces) {
    // "--" ends the last part; what follows is for people whose program knows no parts.
    if (piece.startsWith("--")) return;
    yield* inside(readPart(piece.replace(/^[ \t]*\r?\n/, "")), depth + 1);
  }
}

function readPart(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  // A part may begin with the empty line: then it has no header at all.
  const bare = /^\r?\n/.exec(text);
  const fields = bare ? new Map<string, string>() : fieldsOf(end ? text.slice(0, end.index) : text);
  const body = bare ? text.slice(bare[0].length) : end ? text.slice(end.index + end[0].length) : "";
  const contentType = fields.get("content-type") ?? "text/plain";
  const type = contentType.split(";")[0]!.trim().toLowerCase();
  const named = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return { type, boundary: type.startsWith("multipart/") ? (named?.[1] ?? named?.[2] ?? null) : null, fields, body };
}

/** Header fields by their name in lower case, folded lines joined (RFC 5322, 2.2.3); of two of a name the first. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
