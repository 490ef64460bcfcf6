export type ByteRange = { start: number; end: number };

/**
 * Reads a Range header for a body of a known size (RFC 9110, 14). One range only: of several, and of anything malformed,
 * nothing is taken, and the whole body is the answer; that bounds the work whatever a client asks.
 * @returns the range, both ends inclusive; `whole`; or `unsatisfiable` (416)
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "whole" | "unsatisfiable" {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return "whole";
  if (match[1] === "") {
    const last = Number(match[2]);
    return last === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === "" ? size - 1 : Number(match[2]);
  if (match[2] !== "" && end < start) return "whole";
  return start >= size ? "unsatisfiable" : { start, end: Math.min(end, size - 1) };
}

/** Whether If-Range allows a part: only the same strong tag does; a date or a weak tag never proves sameness here. */
export function ifRangeHolds(header: string | undefined, etag: string): boolean {
  return header === undefined || header.trim() === etag;
}
