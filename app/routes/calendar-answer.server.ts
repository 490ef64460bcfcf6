import { DomainError } from "#app/domain/errors.ts";

const plain = (text: string, status: number, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });

/**
 * A calendar for programs, which cannot sign in. They show no page of ours, so that refusals are a line of text.
 * @param read gives the calendar, or refuses an unknown token or too many tries
 */
export async function calendarAnswer(fileName: string, read: () => Promise<string>): Promise<Response> {
  try {
    return new Response(await read(), {
      headers: {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": `inline; filename="${fileName}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return plain(error.message, 404);
    if (error instanceof DomainError && error.code === "limit")
      return plain(error.message, 429, { "Retry-After": "600" });
    throw error;
  }
}
