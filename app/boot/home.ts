import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/**
 * Takes HUOLTO_HOME for this process: one supervisor at a time.
 * @throws a sentence when another one runs in it, or the folder cannot be written
 */
export function claimHome(home: string): { release: () => void } {
  try {
    mkdirSync(home, { recursive: true });
    const file = path.join(home, "supervisor.pid");
    if (existsSync(file)) {
      const other = Number(readFileSync(file, "utf8"));
      if (Number.isInteger(other) && other > 0 && other !== process.pid && alive(other)) {
        throw new Error(
          `Another Huolto (process ${other}) is running with HUOLTO_HOME=${home}. Stop it, or give this one a folder of its own: HUOLTO_HOME=/some/folder PORT=3010 npm start`,
        );
      }
    }
    writeFileSync(file, String(process.pid));
    return { release: () => rmSync(file, { force: true }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC")
      throw new Error(`The disk of ${home} is full. Free some space, or set HUOLTO_HOME to a folder on another disk.`);
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
      throw new Error(`This user may not write to ${home}. Set HUOLTO_HOME to a folder that it may.`);
    }
    throw error;
  }
}
