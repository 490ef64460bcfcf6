import { createHash } from "node:crypto";
import { readList } from "./list-file.mjs";

const PATIENCE_MS = 10_000;
/** Far more than ten thousand customers' lists. */
const MOST_BYTES = 100_000_000;

/**
 * Asks the console for what is in force.
 * @param etag of what is known already
 * @returns null when that is it; else the list, proven to be whole
 * @throws Error with a sentence
 */
export async function fetchList({ url, key, kind }, etag) {
  const answer = await send(`${url}/api/edge/artefact?kind=${kind}`, key, etag ? { "If-None-Match": etag } : {});
  if (answer.status === 304) return null;
  if (answer.status !== 200) throw new Error(`the console answers ${answer.status}: ${await reasonIn(answer)}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new Error("the list from the console is far too long.");
  const digest = createHash("sha256").update(bytes).digest("base64");
  const list = readList(kind, bytes.toString("utf8"));
  const isWhole =
    list !== null &&
    answer.headers.get("repr-digest") === `sha-256=:${digest}:` &&
    answer.headers.get("x-huolto-version") === String(list.version) &&
    answer.headers.get("x-huolto-sha256") === list.sha256;
  if (!isWhole) throw new Error("the list from the console is damaged, and was not applied.");
  return { ...list, etag: answer.headers.get("etag") };
}

/** @throws Error with a sentence */
export async function sendReport({ url, key }, report) {
  const body = JSON.stringify(report);
  const answer = await send(`${url}/api/edge/report`, key, { "Content-Type": "application/json" }, body);
  if (answer.status !== 204)
    throw new Error(`the console does not take the report (${answer.status}): ${await reasonIn(answer)}`);
}

async function send(address, key, headers, body) {
  try {
    return await fetch(address, {
      method: body ? "POST" : "GET",
      headers: { Authorization: `Bearer ${key}`, ...headers },
      body,
      // To another host the key must not go.
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new Error(`the console cannot be reached (${error.cause?.code ?? error.name}).`);
  }
}

async function reasonIn(answer) {
  const text = await answer.text().catch(() => "");
  try {
    return JSON.parse(text).error.message;
  } catch {
    return "no reason given.";
  }
}
