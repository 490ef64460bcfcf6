import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { grafanaBase, UID } from "./grafana/base-url.ts";

/** A whole number; whatever else is given gets the same words. */
const whole = (min: number, max: number, words = `must be a whole number from ${min} to ${max}`) =>
  z.coerce.number({ error: words }).int(words).min(min, words).max(max, words);
export const port = whole(1, 65_535);
export const databaseUrl = z
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
export const proxies = listed.refine(
  (parts) => parts.every(isNetwork),
  "must be addresses or networks, such as 10.0.0.5 or 10.0.0.0/24",
);
const networks = listed.refine(
  (parts) => parts.every((part) => ipaddr.isValidCIDR(part)),
  "must be networks, such as 10.0.20.0/24",
);

/** Goes into a header as it is. */
const token = z.string().regex(/^[\x21-\x7e]+$/, "must be one word of plain ASCII");

/** Of every kind of process. */
export const shared = {
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
  OIDC_REQUIRED_ACR: z.string().default("loa:substantial").pipe(listed),
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
