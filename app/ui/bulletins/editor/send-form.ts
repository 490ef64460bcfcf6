/** A server that has not answered by then will not: the text is kept trying. */
const PATIENCE_MS = 30_000;

/** What a request of the editor's own came to; never thrown, since the page must stand whatever happens. */
export type Sent<T> = { ok: true; data: T } | { ok: false; code: string; message: string; field?: string };

/**
 * Posts a form and reads JSON. Failing to reach the server, a session that has ended and an answer that is no JSON are failures
 * with a sentence, as what the server refuses is.
 */
export async function sendForm<T>(
  address: string,
  values: Record<string, string>,
  options: { signal?: AbortSignal } = {},
): Promise<Sent<T>> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(values),
      signal: options.signal ? AbortSignal.any([options.signal, late]) : late,
    });
  } catch {
    return { ok: false, code: "unreachable", message: "The console cannot be reached just now." };
  }
  return readAnswer<T>(response);
}

/** @see sendForm */
export async function readAnswer<T>(response: Response): Promise<Sent<T>> {
  const text = await response.text().catch(() => "");
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // What stands before the pages answers with a sentence of plain text, such as that the form is too long.
    const plain = response.headers.get("content-type")?.startsWith("text/plain") ? text.trim() : "";
    return { ok: false, code: String(response.status), message: plain || "The console did not answer as it should." };
  }
  if (response.ok) return { ok: true, data: answer as T };
  const { error } = answer as { error?: { code?: string; message?: string; field?: string } | string };
  if (typeof error === "string") return { ok: false, code: String(response.status), message: error };
  return {
    ok: false,
    code: error?.code ?? String(response.status),
    message: error?.message ?? "This did not work.",
    field: error?.field,
  };
}
