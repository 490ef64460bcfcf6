import { parseArgs } from "node:util";
import { openOwner } from "../open-owner.ts";
import { makeBigCompany } from "./big-company.ts";
import { businessIdFrom } from "./identifiers.ts";

const USAGE = `npm run demo:ledger -- --lines NUMBER [--name NAME] [--business-id ID]

Makes one company with so many voucher lines over four closed years, for measuring. It has no documents.
The database is DATABASE_URL's, or the embedded one under HUOLTO_HOME.`;

function readArguments() {
  const { values } = parseArgs({
    options: { lines: { type: "string" }, name: { type: "string" }, "business-id": { type: "string" } },
  });
  const lines = Number(values.lines?.replaceAll("_", ""));
  if (!Number.isSafeInteger(lines)) throw new Error("Say how many lines: --lines 1000000");
  // The size chooses the id, so that companies of several sizes can stand beside each other.
  const businessId = values["business-id"] ?? businessIdFrom(9_900_000 + (lines % 90_000));
  return { lines, businessId, name: values.name ?? `Mittayhtiö ${lines} Oy` };
}

async function main() {
  const company = readArguments();
  const owner = await openOwner(process.env);
  try {
    const started = performance.now();
    await makeBigCompany(owner.url, company);
    const seconds = (performance.now() - started) / 1000;
    const speed = Math.round(company.lines / seconds);
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `${company.name} (${company.businessId}): ${company.lines} lines in ${seconds.toFixed(1)} s, ${speed} lines/s, ${peak} MB at most`,
    );
  } finally {
    await owner.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
