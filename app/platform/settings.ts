import { z } from "zod";
import { grafanaBase, isLoopback } from "./grafana/base-url.ts";
import { databaseUrl, port, proxies, shared } from "./settings-fields.ts";

/** Names and values as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the supervisor hands to its children: the login roles' URLs, never the owner's. */
export const childSchema = z.object({
  ...shared,
  APP_DATABASE_URL: z.string().default(""),
  WORKER_DATABASE_URL: z.string().default(""),
  EXPORT_SLOT_URLS: z
    .string()
    .default("")
    .transform((text) => text.split(" ").filter(Boolean)),
});
export type Env = z.infer<typeof childSchema>;

const supervisorSchema = z.object({
  ...shared,
  // Browsers come over TLS, which ends before us: without this all of them would share the proxy's limits, and lock each other out.
  TRUSTED_PROXIES: z.string().min(1).pipe(proxies),
  SMS_TOKEN: z.string().min(1),
  DATABASE_URL: databaseUrl,
});
export type SupervisorEnv = z.infer<typeof supervisorSchema>;

export class SettingsError extends Error {
  override name = "SettingsError";
}

function parse<S extends z.ZodType>(schema: S, values: Environment): z.infer<S> {
  // A line such as `LOG_LEVEL=` in a file of settings gives nothing.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${given[name] === undefined ? "is not set" : issue.message}`;
  });
  throw new SettingsError(
    `These settings are missing or wrong (the README's table explains each):\n${lines.join("\n")}`,
  );
}

/** Parses a child process's settings, once, at its start. @throws SettingsError naming each bad setting */
export const parseChildEnv = (values: Environment): Env => parse(childSchema, values);

const demoSchema = z.object({
  ...shared,
  BROKER_PORT: port,
  DEMO_GRAFANA_PORT: port,
  DATABASE_URL: databaseUrl.optional(),
});
export type DemoEnv = z.infer<typeof demoSchema>;

/** The demo's settings, those that were made up included. @throws SettingsError naming each bad setting */
export function parseDemoEnv(values: Environment): DemoEnv {
  const env = parse(demoSchema, values);
  if (env.BROKER_PORT === env.PORT)
    throw new SettingsError(`BROKER_PORT: must be another port than PORT, which is ${env.PORT} too`);
  if (env.GRAFANA_IS_DEMO && [env.PORT, env.BROKER_PORT].includes(env.DEMO_GRAFANA_PORT))
    throw new SettingsError(
      `DEMO_GRAFANA_PORT: must be another port than PORT (${env.PORT}) and BROKER_PORT (${env.BROKER_PORT})`,
    );
  return env;
}

function grafanaRefusals(env: SupervisorEnv): string[] {
  const base = grafanaBase(env.GRAFANA_URL);
  if (!base) return [];
  const refused: string[] = [];
  if (base.protocol !== "https:" && !isLoopback(base))
    refused.push(
      "  GRAFANA_URL: must be https:// in production, since tokens travel there (http:// only to this machine)",
    );
  for (const name of ["GRAFANA_TOKEN", "GRAFANA_WRITER_TOKEN"] as const)
    if (!env[name]) refused.push(`  ${name}: is not set, and GRAFANA_URL is`);
  return refused;
}

/**
 * Production's settings: nothing is made up and no demo part is on.
 * @throws SettingsError naming each missing, wrong or demo setting
 */
export function parseProductionEnv(values: Environment): SupervisorEnv {
  const home = values.HUOLTO_HOME || ".huolto";
  const filled = {
    ...values,
    HUOLTO_MODE: "production",
    PORT: values.PORT || "3000",
    HOST: values.HOST || "127.0.0.1",
    HUOLTO_HOME: home,
    WEB_PROCESSES: values.WEB_PROCESSES || "2",
    EXPORT_SLOTS: values.EXPORT_SLOTS || "2",
  };
  const env = parse(supervisorSchema, filled);
  const refused: string[] = [];
  for (const name of ["PUBLIC_ORIGIN", "PORTAL_ORIGIN", "OIDC_ISSUER"] as const) {
    if (!env[name].startsWith("https://")) refused.push(`  ${name}: must be https:// in production`);
  }
  if (new URL(env.PUBLIC_ORIGIN).hostname === new URL(env.PORTAL_ORIGIN).hostname) {
    refused.push(
      "  PORTAL_ORIGIN: must be another host name than PUBLIC_ORIGIN, since cookies do not tell ports apart",
    );
  }
  for (const name of ["MAIL_URL", "SMS_URL"] as const) {
    if (env[name].startsWith("outbox:")) refused.push(`  ${name}: outbox: is a demo part; name a real gateway`);
  }
  if (env.SMS_URL.startsWith("http://")) refused.push("  SMS_URL: must be https:// in production");
  refused.push(...grafanaRefusals(env));
  if (values.BROKER_PORT) refused.push("  BROKER_PORT: the demo sign-in is a demo part; remove the setting");
  if (values.DEMO_GRAFANA_PORT)
    refused.push("  DEMO_GRAFANA_PORT: the demo Grafana is a demo part; remove the setting");
  if (refused.length > 0)
    throw new SettingsError(`Production refuses to start with these settings:\n${refused.join("\n")}`);
  return env;
}
