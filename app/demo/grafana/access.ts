import { HttpResponse } from "msw";

/** Tokens of the two service accounts: one reads, the other also writes. */
export type Tokens = { reader: string; writer: string };

/**
 * Whether a request may do what it asks, as Grafana tells it.
 * @param right that a Viewer does not have; null when reading is enough
 * @returns Grafana's refusal, or null
 */
export function refusal(request: Request, tokens: Tokens, right: string | null): Response | null {
  const given = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (given === undefined)
    return HttpResponse.json(
      { extra: null, message: "Unauthorized", messageId: "auth.unauthorized", statusCode: 401, traceID: "" },
      { status: 401 },
    );
  if (given !== tokens.reader && given !== tokens.writer)
    return HttpResponse.json(
      { extra: null, message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401, traceID: "" },
      { status: 401 },
    );
  if (right === null || given === tokens.writer) return null;
  return HttpResponse.json(
    {
      accessErrorId: "ACE0123456789",
      message: `You'll need additional permissions to perform this action. Permissions needed: ${right}`,
      title: "Access denied",
    },
    { status: 403 },
  );
}

export const problem = (status: number, message: string, messageId?: string): Response =>
  HttpResponse.json({ message, ...(messageId ? { messageId, statusCode: status, traceID: "" } : {}) }, { status });
