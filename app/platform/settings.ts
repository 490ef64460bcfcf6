import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { grafanaBase, isLoopback, UID } from "./grafana/base-url.ts";

/** Names and values as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting that a person may give, in the README's order. A test compares the README's table with this list. */
export const settings: {
  name: string;
  fallback: string;
  production: "required" | "optional" | "with GRAFANA_URL";
  what: string;
}[] = [
  { name: "PORT", fallback: "3000", production: "optional", what: "TCP port that the web processes listen on." },
  {
    name: "HOST",
    fallback: "127.0.0.1",
    production: "optional",
    what: "Address to listen on. Keep loopback or a private one: a proxy terminates TLS.",
  },
  {
    name: "HUOLTO_HOME",
    fallback: ".huolto",
    production: "optional",
    what: "Folder for the embedded Postgres, stores on disk and keys.",
  },
  {
    name: "DATABASE_URL",
    fallback: "embedded server",
    production: "required",
    what: "Postgres 15 or newer; a role that owns the database and may create roles. Given, no embedded server is started.",
  },
  {
    name: "SECRET",
    fallback: "made in HUOLTO_HOME",
    production: "required",
    what: "At least 32 characters; the login roles' passwords and the pseudonyms of identities follow from it.",
  },
  {
    name: "PUBLIC_ORIGIN",
    fallback: "http://localhost:PORT",
    production: "required",
    what: "Origin of the console as browsers see it (https in production).",
  },
  {
    name: "PORTAL_ORIGIN",
    fallback: "http://portal.localhost:PORT",
    production: "required",
    what: "Origin of the customers' portal: another host name than the console's, since cookies do not tell ports apart.",
  },
  {
    name: "TRUSTED_PROXIES",
    fallback: "none",
    production: "required",
    what: "Comma-separated addresses or networks whose X-Forwarded-For is believed.",
  },
  {
    name: "WEB_PROCESSES",
    fallback: "2",
    production: "optional",
    what: "Web processes under the supervisor, two or more.",
  },
  {
    name: "EXPORT_SLOTS",
    fallback: "2",
    production: "optional",
    what: "Exports that may run at once; each has a login role of its own.",
  },
  {
    name: "DOCUMENT_STORE",
    fallback: "HUOLTO_HOME/documents",
    production: "required",
    what: "Vouchers' originals: file:///folder or s3://bucket/prefix.",
  },
  {
    name: "ARCHIVE_STORE",
    fallback: "HUOLTO_HOME/archives",
    production: "required",
    what: "Finished archives: file:///folder or s3://bucket/prefix.",
  },
  {
    name: "SIGNING_KEY_FILE",
    fallback: "made in HUOLTO_HOME",
    production: "required",
    what: "Ed25519 private key (PEM, PKCS #8) that signs the archives.",
  },
  {
    name: "SIGNING_CERTIFICATE_FILE",
    fallback: "none",
    production: "optional",
    what: "Certificate (PEM, then those between it and its root) that signs the archives too, with SIGNING_CERTIFICATE_KEY_FILE.",
  },
  {
    name: "SIGNING_CERTIFICATE_KEY_FILE",
    fallback: "none",
    production: "optional",
    what: "Its private key (PEM), RSA or EC.",
  },
  {
    name: "TIMESTAMP_URL",
    fallback: "none",
    production: "optional",
    what: "Time-stamp authority (RFC 3161, http or https) that stamps the archives.",
  },
  {
    name: "TIMESTAMP_CERTIFICATE_FILE",
    fallback: "none",
    production: "optional",
    what: "Certificates (PEM) that its stamps must lead to; they go with the archives.",
  },
  {
    name: "ARCHIVE_PART_BYTES",
    fallback: "4294967296",
    production: "optional",
    what: "Archives larger than this are written in several parts.",
  },
  {
    name: "OIDC_ISSUER",
    fallback: "demo sign-in",
    production: "required",
    what: "OpenID Connect issuer of the sign-in broker.",
  },
  { name: "OIDC_CLIENT_ID", fallback: "huolto-demo", production: "required", what: "Client id at the broker." },
  {
    name: "OIDC_CLIENT_SECRET",
    fallback: "made at start",
    production: "required",
    what: "Client secret at the broker.",
  },
  {
    name: "OIDC_REQUIRED_ACR",
    fallback: "loa:substantial",
    production: "optional",
    what: "Comma-separated levels of assurance that are enough.",
  },
  {
    name: "OIDC_METHODS",
    fallback: "the six methods",
    production: "optional",
    what: "Sign-in methods offered: id=acr_value pairs, comma-separated (ids: mobile_app, bank, mobile_certificate, estonian_id, swedish_bankid, norwegian_bankid).",
  },
  {
    name: "MAIL_URL",
    fallback: "outbox:",
    production: "required",
    what: "smtp:// or smtps:// URL; outbox: keeps messages for the Outbox page (demo only).",
  },
  {
    name: "MAIL_FROM",
    fallback: "Huolto <no-reply@huolto.invalid>",
    production: "required",
    what: "Sender of e-mail.",
  },
  {
    name: "SMS_URL",
    fallback: "outbox:",
    production: "required",
    what: "HTTPS address of the SMS gateway; outbox: as above (demo only).",
  },
  { name: "SMS_TOKEN", fallback: "none", production: "required", what: "Bearer token for the SMS gateway." },
  {
    name: "GRAFANA_URL",
    fallback: "demo Grafana",
    production: "optional",
    what: "Address of the installation's Grafana, a sub-path included; https unless it is this machine. Without it, health and latency are unknown.",
  },
  {
    name: "GRAFANA_TOKEN",
    fallback: "none",
    production: "with GRAFANA_URL",
    what: "Service account token that reads: Viewer, with the right to query the data source.",
  },
  {
    name: "GRAFANA_WRITER_TOKEN",
    fallback: "none",
    production: "with GRAFANA_URL",
    what: "Service account token for silences and annotations: Editor, or their create, write and delete rights.",
  },
  {
    name: "GRAFANA_DATASOURCE_UID",
    fallback: "prometheus",
    production: "optional",
    what: "Uid of the Prometheus data source in Grafana.",
  },
  {
    name: "SERVICE_PROFILE",
    fallback: "app/profile/netvisor.yaml",
    production: "optional",
    what: "File that describes the service: names, target, calendar rule, components, and the PromQL of each figure.",
  },
  {
    name: "WEBHOOK_PRIVATE_NETWORKS",
    fallback: "none",
    production: "optional",
    what: "Comma-separated private networks, such as 10.0.20.0/24, that webhooks may lead to; without it only the public internet.",
  },
  {
    name: "METRICS_TOKEN",
    fallback: "none",
    production: "optional",
    what: "Bearer token for /metrics; without it only loopback may read it.",
  },
  { name: "LOG_LEVEL", fallback: "info", production: "optional", what: "trace, debug, info, warn, error or fatal." },
  { name: "BROKER_PORT", fallback: "PORT + 1", production: "optional", what: "Port of the demo sign-in (demo only)." },
  {
    name: "DEMO_GRAFANA_PORT",
    fallback: "BROKER_PORT + 1",
    production: "optional",
    what: "Port of the demo Grafana, which stands in where GRAFANA_URL is not given (demo only).",
  },
];

/** A whole number; whatever else is given gets the same words. */
const whole = (min: number, max: number, words = `must be a whole number from ${min} to ${max}`) =>
  z.coerce.number({ error: words }).int(words).min(min, words).max(max, words);
const port = whole(1, 65_535);
const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL")
  .refine((text) => URL.canParse(text) && new URL(text).pathname.length > 1, {
    error: "must be a URL such as postgres://user:password@host:5432/database",
    abort: true,
  });

/** Whether Express understands it as whom to trust: an address, a network, or one of its names for private ranges. */
function isNetwork(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = "", bits, more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

const store = z.string().regex(/^(file:\/\/\/|s3:\/\/)/, "must start with file:/// or s3://");
const origin = z
  .url()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "must be an origin such as https://huolto.example, without a path",
  );

const listed = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);
const proxies = listed.refine(
  (parts) => parts.every(isNetwork),
  "must be addresses or networks, such as 10.0.0.5 or 10.0.0.0/24",
);
const networks = listed.refine(
  (parts) => parts.every((part) => ipaddr.isValidCIDR(part)),
  "must be networks, such as 10.0.20.0/24",
);

/** Goes into a header as it is. */
const token = z.string().regex(/^[\x21-\x7e]+$/, "must be one word of plain ASCII");

const shared = {
  HUOLTO_MODE: z.enum(["demo", "production"]),
  PORT: port,
  HOST: z.string().min(1),
  HUOLTO_HOME: z.string().min(1),
  SECRET: z.string().min(32, "must have at least 32 characters"),
  PUBLIC_ORIGIN: origin,
  PORTAL_ORIGIN: origin,
  TRUSTED_PROXIES: z.string().default("").pipe(proxies),
  WEB_PROCESSES: whole(2, 64, "must be two or more, up to 64"),
  EXPORT_SLOTS: whole(1, 32),
  DOCUMENT_STORE: store,
  ARCHIVE_STORE: store,
  SIGNING_KEY_FILE: z.string().min(1),
  SIGNING_CERTIFICATE_FILE: z.string().default(""),
  SIGNING_CERTIFICATE_KEY_FILE: z.string().default(""),
  TIMESTAMP_URL: z
    .string()
    .regex(/^https?:\/\/[^/@]+(\/[^\s]*)?$/, "must be an http(s) address without a user")
    .or(z.literal(""))
    .default(""),
  TIMESTAMP_CERTIFICATE_FILE: z.string().default(""),
  ARCHIVE_PART_BYTES: whole(
    1_048_576,
    Number.MAX_SAFE_INTEGER,
    "must be a whole number of bytes, 1048576 or more",
  ).default(4_294_967_296),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(16),
  OIDC_REQUIRED_ACR: z
    .string()
    .default("loa:substantial")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  OIDC_METHODS: z.string().default(""),
  MAIL_URL: z.string().regex(/^(smtps?:\/\/[^/]|outbox:$)/, "must be smtp://, smtps:// or outbox:"),
  MAIL_FROM: z.string().min(3),
  SMS_URL: z.string().regex(/^(https?:\/\/[^/]|outbox:$)/, "must be https:// or outbox:"),
  SMS_TOKEN: z.string().default(""),
  GRAFANA_URL: z
    .string()
    .refine((text) => grafanaBase(text), "must be an http(s) address without a user, a query or a fragment")
    .default(""),
  GRAFANA_TOKEN: token.default(""),
  GRAFANA_WRITER_TOKEN: token.default(""),
  GRAFANA_DATASOURCE_UID: z
    .string()
    .regex(UID, "must be a uid: letters, digits, - and _, at most 40")
    .default("prometheus"),
  /** Set by the demo's start beside the settings of its own Grafana: what that measures is invented, and said to be. */
  GRAFANA_IS_DEMO: z.literal("1").optional(),
  SERVICE_PROFILE: z.string().default(""),
  WEBHOOK_PRIVATE_NETWORKS: z.string().default("").pipe(networks),
  METRICS_TOKEN: z.string().default(""),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
};

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
