import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** When a process began, in the kernel's ticks; "" where that cannot be told. Numbers are used again, soon so in a container. */
function bornAt(pid: number): string {
  try {
    // The second field is the program's name in brackets and may hold anything.
    const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "");
    return afterName.split(" ")[20] ?? "";
  } catch {
    return "";
  }
}

/** The process that holds the home, or undefined when it is gone. */
function holder(file: string): number | undefined {
  const [number, born] = readFileSync(file, "utf8").trim().split(" ");
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  return born && born !== bornAt(pid) ? undefined : pid;
}

/**
 * Takes HUOLTO_HOME for this process, until it ends: one supervisor at a time.
 * @throws a sentence when another one runs in it; the file system's own error when the folder cannot be written
 */
export function claimHome(home: string): void {
  mkdirSync(home, { recursive: true });
  const file = path.join(home, "supervisor.pid");
  const take = () => writeFileSync(file, `${process.pid} ${bornAt(process.pid)}`, { flag: "wx" });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const other = holder(file);
    if (other) {
      throw new Error(
        `Another Huolto (process ${other}) is running with HUOLTO_HOME=${home}. Stop it, or give this one a folder of its own: HUOLTO_HOME=/some/folder PORT=3010 npm start`,
      );
    }
    rmSync(file, { force: true });
    take();
  }
  process.once("exit", () => rmSync(file, { force: true }));
}
