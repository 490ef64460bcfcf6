import { createHmac } from "node:crypto";
import { roleNames, roleUrl } from "#db/roles.ts";
import type { Environment } from "../platform/settings.ts";
import { settings as installationSettings } from "../platform/settings-list.ts";

/**
 * The secret of one kind of process. Every login role's password follows from the installation's SECRET, so no child gets
 * it: a web process that was taken over must not be able to work out the worker's password.
 */
export function processSecret(secret: string, kind: "web" | "worker"): string {
  return createHmac("sha256", secret).update(`secret of ${kind}`).digest("base64url");
}

/** What each child process gets: its own secret, its own login role's URL and no other's. */
export function childEnvironments(ownerUrl: string, settings: Record<string, string>, slots: number) {
  const secret = settings.SECRET!;
  const names = roleNames(decodeURIComponent(new URL(ownerUrl).pathname.slice(1)), slots);
  const common = { ...withoutSecrets(process.env), ...settings, NODE_ENV: "production" };
  return {
    web: { ...common, SECRET: processSecret(secret, "web"), APP_DATABASE_URL: roleUrl(ownerUrl, secret, names.app) },
    worker: {
      ...common,
      SECRET: processSecret(secret, "worker"),
      // An archive is made of many short-lived strings: left to itself, V8's young heap grows to a third of the peak memory.
      NODE_OPTIONS: "--max-semi-space-size=8",
      WORKER_DATABASE_URL: roleUrl(ownerUrl, secret, names.worker),
      EXPORT_SLOT_URLS: names.exportSlots.map((slot) => roleUrl(ownerUrl, secret, slot)).join(" "),
    },
  };
}

/** The environment without the owner's URL and the installation's secret. */
function withoutSecrets(env: Environment): Environment {
  const { DATABASE_URL: _url, SECRET: _secret, ...rest } = env;
  return rest;
}

/**
 * The environment of a part that stands in for the outside world: without any setting of the installation, so that the tokens
 * of a real Grafana or gateway never reach it. It is given by name what it needs.
 */
export function withoutSettings(env: Environment): Environment {
  const names = new Set(installationSettings.map(({ name }) => name));
  return Object.fromEntries(Object.entries(withoutSecrets(env)).filter(([name]) => !names.has(name)));
}

/**
 * A child's environment for `cluster.fork`, which would add this process's own to it, with the owner's URL: what the child is
 * not to have is named as none.
 */
export function nothingInherited(env: Environment, own: Environment = process.env): Environment {
  const none = Object.keys(own).map((name): [string, undefined] => [name, undefined]);
  return { ...Object.fromEntries(none), ...env };
}
