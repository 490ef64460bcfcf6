import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { ArchiveMaker } from "#app/jobs/export/archive-maker.ts";

const noSeals = { certificate: { state: "not_configured" }, timeStamp: { state: "not_configured" } } as const;

/**
 * In place of the real exporter, where a test is about the job around it: a text with what the slot's login can read,
 * line by line, as slowly as the test wants.
 * @param step called before each of the ten lines
 */
export function simpleMaker(step: (line: number) => Promise<void> = async () => {}): ArchiveMaker {
  return {
    async create({ slotUrl, companyId, openPart, onProgress, signal }) {
      const output = openPart(1);
      const client = new pg.Client({ connectionString: slotUrl });
      await client.connect();
      const sha512 = createHash("sha512");
      const sha256 = createHash("sha256");
      let bytes = 0;
      try {
        const { rows } = await client.query("select id, name from ledger.companies");
        for (let line = 1; line <= 10; line++) {
          await step(line);
          signal.throwIfAborted();
          const text = `${line} ${JSON.stringify(rows)} ${companyId}\n`;
          sha512.update(text);
          sha256.update(text);
          bytes += text.length;
          if (!output.write(text)) await once(output, "drain");
          onProgress({ phase: "journal", rowsDone: line, rowsTotal: 10, bytesDone: bytes });
        }
      } finally {
        await client.end();
        output.end();
      }
      await once(output, "finish");
      const part = { part: 1, bytes, sha512: sha512.digest("hex"), sha256: sha256.digest("hex"), seals: noSeals };
      return { parts: [part], controlTotals: { lines: 10 } };
    },
    async verify(file) {
      const lines = (await readFile(file, "utf8")).split("\n").length - 1;
      return lines === 10 ? [] : [`There are ${lines} lines instead of 10.`];
    },
  };
}

export const slowly = (ms: number) => () => wait(ms);
