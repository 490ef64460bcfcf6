import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const home = mkdtempSync(path.join(tmpdir(), "huolto-home-"));
const file = path.join(home, "supervisor.pid");
afterAll(() => rmSync(home, { recursive: true }));

/** Claims the home in a process of its own, which ends at once; what it then prints is what the file held meanwhile. */
function claim() {
  const script = `import { claimHome } from "#app/boot/home.ts";
    import { readFileSync } from "node:fs";
    try { claimHome(process.argv[1]); process.stdout.write(readFileSync(process.argv[1] + "/supervisor.pid", "utf8")); }
    catch (error) { process.stdout.write(error.message); }`;
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", script, home], { encoding: "utf8" });
  return { pid: done.pid, said: done.stdout };
}
const left = () => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
};

test("a free home is taken while the process lives, and given back at its end", () => {
  const { pid, said } = claim();
  expect(said).toMatch(new RegExp(`^${pid}( \\d+)?$`));
  expect(left()).toBeNull();
});

test.each([
  ["a process that is gone", String(spawnSync("true").pid)],
  ["half a line, from a machine that went down", ""],
])("a home left by %s is taken over", (_what, text) => {
  writeFileSync(file, text);
  const { pid, said } = claim();
  expect(said).toMatch(new RegExp(`^${pid}`));
  expect(left()).toBeNull();
});

test.skipIf(process.platform !== "linux")("a number that another program has got since holds nothing", () => {
  writeFileSync(file, `${process.pid} 1`);
  const { pid, said } = claim();
  expect(said).toMatch(new RegExp(`^${pid} `));
});

test("a home that is held is refused with who holds it, and stays held", () => {
  writeFileSync(file, String(process.pid));
  expect(claim().said).toBe(
    `Another Huolto (process ${process.pid}) is running with HUOLTO_HOME=${home}. Stop it, or give this one a folder of its own: HUOLTO_HOME=/some/folder PORT=3010 npm start`,
  );
  expect(left()).toBe(String(process.pid));
});
