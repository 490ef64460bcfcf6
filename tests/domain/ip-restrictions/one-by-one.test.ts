import { expect, test } from "vitest";
import { oneByOne } from "#app/domain/ip-restrictions/one-by-one.ts";

test("a list that cannot follow the clock is logged, and those after it are done", async () => {
  const logged: unknown[] = [];
  const log = { error: (details: unknown) => logged.push(details) } as unknown as Parameters<typeof oneByOne>[0]["log"];
  const failure = new Error("deadlock detected");
  const tried: string[] = [];
  const done = await oneByOne({ log }, ["a", "b", "c", "d"], async (id) => {
    tried.push(id);
    if (id === "b") throw failure;
    return id !== "d";
  });
  expect([done, tried]).toEqual([2, ["a", "b", "c", "d"]]);
  expect(logged).toEqual([{ err: failure, restriction: "b" }]);
});
