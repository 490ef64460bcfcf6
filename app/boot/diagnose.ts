import { openDb } from "#db/client.ts";
import { nameOfCustomer } from "../domain/customers/name-of-customer.server.ts";
import type { Diagnosis } from "../domain/latency/diagnosis/diagnosis-types.ts";
import type { WindowSeen } from "../domain/latency/diagnosis/facts.ts";
import { knownWindows } from "../domain/latency/diagnosis/known-windows.server.ts";
import { makeDiagnosis } from "../domain/latency/diagnosis/make-diagnosis.server.ts";
import type { Span } from "../domain/latency/diagnosis/period-rules.ts";
import { readableDiagnosis } from "../domain/latency/diagnosis/readable-rules.ts";
import { directMeasurements } from "../domain/measurements/direct-measurements.server.ts";
import { systemClock } from "../platform/clock.ts";
import { grafanaBase, UID } from "../platform/grafana/base-url.ts";
import type { Grafana } from "../platform/grafana/grafana.ts";
import { openGrafana } from "../platform/grafana/open-grafana.server.ts";
import { createLogger } from "../platform/log.server.ts";
import { loadProfile } from "../profile/load-profile.ts";
import { ArgumentsError, diagnoseArguments, USAGE } from "./diagnose-arguments.ts";
import { sentence } from "./sentence.ts";

const WRONG_ARGUMENTS = 2;

function openFromSettings(): Grafana {
  const { GRAFANA_URL = "", GRAFANA_TOKEN = "", GRAFANA_DATASOURCE_UID = "" } = process.env;
  const dataSourceUid = GRAFANA_DATASOURCE_UID || "prometheus";
  if (!grafanaBase(GRAFANA_URL)) throw new ArgumentsError("GRAFANA_URL must be the http(s) address of your Grafana.");
  if (!UID.test(dataSourceUid)) throw new ArgumentsError("GRAFANA_DATASOURCE_UID must be a data source's uid.");
  return openGrafana({
    baseUrl: GRAFANA_URL,
    readerToken: GRAFANA_TOKEN,
    writerToken: "",
    dataSourceUid,
    log: createLogger("diagnose", "silent"),
  });
}

type Known = { name: string; windows: WindowSeen[] | null };

/** What only the console's database tells. Without one, or while it is away, the figures alone must do. */
async function fromDatabase(businessId: string, span: Span): Promise<Known> {
  const url = process.env.DATABASE_URL;
  if (!url) return { name: businessId, windows: null };
  const handle = openDb(url, { max: 1, name: "huolto-diagnose" });
  try {
    const [name, windows] = await Promise.all([nameOfCustomer(handle.db, businessId), knownWindows(handle.db, span)]);
    return { name: name ?? businessId, windows };
  } catch (error) {
    process.stderr.write(`The database cannot be read, so windows are not known: ${sentence(error)}\n`);
    return { name: businessId, windows: null };
  } finally {
    await handle.close();
  }
}

/** The promised answer first; what else is useful after it. */
const asJson = ({ verdicts, enoughData, ...more }: Diagnosis) => JSON.stringify({ verdicts, enoughData, ...more });

async function run(): Promise<number> {
  const { businessId, from, to, page, json } = diagnoseArguments(process.argv.slice(2));
  const grafana = openFromSettings();
  const profile = loadProfile(process.env.SERVICE_PROFILE || undefined);
  const span = { from, to };
  const { name, windows } = await fromDatabase(businessId, span);
  const measurements = directMeasurements({ grafana, profile, clock: systemClock });
  const diagnosis = await makeDiagnosis(
    { measurements, profile, clock: systemClock },
    { customer: { businessId, name }, span, page, windows },
  );
  process.stdout.write(`${json ? asJson(diagnosis) : readableDiagnosis(diagnosis, profile.service.timeZone)}\n`);
  const unanswered = diagnosis.checks.every(({ figures }) => figures.every(({ fetchedAt }) => fetchedAt === ""));
  if (!unanswered) return 0;
  process.stderr.write("Grafana answered nothing: look at GRAFANA_URL, GRAFANA_TOKEN and GRAFANA_DATASOURCE_UID.\n");
  return 1;
}

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${sentence(error)}\n`);
  if (!(error instanceof ArgumentsError)) return 1;
  process.stderr.write(`${USAGE}\n`);
  return WRONG_ARGUMENTS;
});
