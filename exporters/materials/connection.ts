import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A slot takes few connections, and a backend that was cut off in the middle of a sort goes only when it next writes. */
const WAIT_FOR_SLOT_MS = 30_000;
const RETRY_MS = 200;
/** How long a session that was told to end may take before its socket is closed on it. */
const END_MS = 5_000;
/** too_many_connections */
const SLOT_TAKEN = "53300";

const asText = { getTypeParser: () => (value: unknown) => value };

export type Connection = {
  client: pg.Client;
  /** The error that broke the connection, if one has. */
  broken(): unknown;
  /** Cuts the connection at once; whatever is under way fails. pg has no cancel of its own. */
  cut(): void;
  /** Ends the session and waits until the server has, so that the slot is free for the next one. */
  end(): Promise<void>;
};

/** Connects with every value left as the text that Postgres sends. Waits a while for the slot to become free. */
export async function connect(url: string, signal?: AbortSignal): Promise<Connection> {
  const deadline = performance.now() + WAIT_FOR_SLOT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const client = new pg.Client({
      connectionString: url,
      application_name: "huolto-archive",
      connectionTimeoutMillis: 30_000,
      keepAlive: true,
      types: asText as unknown as pg.CustomTypesConfig,
    });
    let broken: unknown;
    // Without a listener an error between two queries would end the process.
    client.on("error", (error) => {
      broken = error;
    });
    try {
      await client.connect();
    } catch (error) {
      if ((error as { code?: unknown }).code !== SLOT_TAKEN || performance.now() > deadline) throw error;
      await sleep(RETRY_MS, undefined, { signal });
      continue;
    }
    const cut = () =>
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    const end = async () => {
      const timer = setTimeout(cut, END_MS);
      await client.end().finally(() => clearTimeout(timer));
    };
    return { client, broken: () => broken, cut, end };
  }
}
