import path from "node:path";
import { readRunbooks } from "../domain/runbooks/load-runbooks.server.ts";
import { problemLine } from "../domain/runbooks/runbook-types.ts";
import { loadProfile } from "../profile/load-profile.ts";

const folder = path.resolve(import.meta.dirname, "../../runbooks");

/**
 * Reads every runbook against what the code and the default profile know.
 * @throws Error with each fault as `runbooks/<file>:<line>:<column>: <what is wrong, and the nearest name that is known>`
 */
export function checkRunbooks(): number {
  const { files, problems } = readRunbooks(
    folder,
    loadProfile().components.map(({ key }) => key),
  );
  if (problems.length > 0) throw new Error(`Runbooks have faults:\n${problems.map(problemLine).join("\n")}`);
  return files.length;
}

if (import.meta.main) {
  try {
    console.log(`${checkRunbooks()} runbooks are sound.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
