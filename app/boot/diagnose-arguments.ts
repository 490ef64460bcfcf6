import { parseArgs } from "node:util";
import { z } from "zod";
import { diagnosisInput } from "../domain/latency/diagnosis/diagnosis-input.ts";
import { parseLocal } from "../i18n/parse-local.ts";

export const USAGE = `Usage: npm run -s diagnose -- --customer 1234567-8 --from 2026-11-17T09:00 --to 2026-11-17T11:00 [--page /sales/invoices] [--json]
Says why a customer's loads were slow in these hours, against its own normal of four weeks and against all customers.
Times are ISO 8601 with an offset (2026-11-17T09:00:00+02:00), or local time in Helsinki.
GRAFANA_URL, GRAFANA_TOKEN, GRAFANA_DATASOURCE_UID and SERVICE_PROFILE are read; with DATABASE_URL also maintenance windows.`;

export class ArgumentsError extends Error {
  override name = "ArgumentsError";
}
export type DiagnoseArguments = z.output<typeof diagnosisInput> & { json: boolean };

/**
 * Reads the command line.
 * @throws ArgumentsError with a sentence that says what is wrong
 */
export function diagnoseArguments(args: readonly string[]): DiagnoseArguments {
  const { customer, from, to, page, json } = valuesOf(args);
  for (const [name, value] of Object.entries({ customer, from, to }))
    if (!value) throw new ArgumentsError(`--${name} is missing.`);
  const parsed = diagnosisInput.safeParse({
    businessId: customer,
    from: timeOf("from", from!),
    to: timeOf("to", to!),
    page: page ?? null,
  });
  if (!parsed.success) throw new ArgumentsError(parsed.error.issues[0]!.message);
  return { ...parsed.data, json: json ?? false };
}

function valuesOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { customer: text, from: text, to: text, page: text, json: { type: "boolean" } },
    }).values;
  } catch (error) {
    throw new ArgumentsError((error as Error).message);
  }
}

const withOffset = z.iso.datetime({ offset: true, local: false });

function timeOf(name: string, text: string): Date {
  const precise = text.replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?=Z|[+-])/, "$1T$2:00");
  const found = withOffset.safeParse(precise).success ? new Date(precise) : parseLocal(localMinute(text));
  if (!found || Number.isNaN(found.getTime()))
    throw new ArgumentsError(
      `--${name} is no time: ${text}. Write 2026-11-17T09:00 (Helsinki) or 2026-11-17T09:00:00+02:00.`,
    );
  return found;
}

/** Whole seconds of a local time are allowed when they are zero; the normal is compared by the minute anyway. */
const localMinute = (text: string) => text.replace(" ", "T").replace(/^(\S+T\d\d:\d\d):\d\d(\.\d+)?$/, "$1");
