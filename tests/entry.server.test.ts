import { pino } from "pino";
import { expect, test } from "vitest";
import { handleError } from "#app/entry.server.tsx";

test("an address or method that does not exist is no failure of ours; what a loader throws is", () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const at = {
    request: new Request("https://huolto.example/nothing"),
    context: { ctx: { log, requestId: "r" } } as never,
  };
  handleError({ status: 405, statusText: "Method Not Allowed", internal: true, data: "x" }, at);
  expect(lines).toEqual([]);
  handleError(new Error("broken"), at);
  expect(lines).toHaveLength(1);
});
