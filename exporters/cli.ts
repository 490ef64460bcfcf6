import { BagError } from "./archive/bag-error.ts";
import { readArguments, USAGE, UsageError } from "./cli/arguments.ts";
import { Refusal } from "./cli/refusal.ts";
import { printable } from "./cli/report-lines.ts";
import { verify } from "./cli/verify.ts";
import { ArchiveError } from "./errors.ts";

const warn = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => stop.abort(new Refusal("stopped", "Stopped; nothing was left behind.")));
  try {
    const args = readArguments(process.argv.slice(2));
    if (args.command === "verify") return await verify(args);
    // Checking an archive needs none of what making one does, and starts at once without it.
    const { create } = await import("./cli/create.ts");
    return await create(args, stop.signal);
  } catch (error) {
    if (error instanceof UsageError) {
      warn(`${error.message}\n${USAGE}`);
      return 2;
    }
    const reason = stop.signal.aborted ? stop.signal.reason : error;
    if (reason instanceof Refusal || reason instanceof ArchiveError || reason instanceof BagError) {
      warn(printable(`${reason.message} [${reason.code}]`));
      if (reason instanceof Refusal) for (const line of reason.details) warn(`  ${line}`);
      return 1;
    }
    const { code, message } = error as NodeJS.ErrnoException;
    warn(printable(`It failed: ${message} [${code ?? "error"}]`));
    return 1;
  }
}

process.exitCode = await main();
