import { roleNames, roleUrl } from "#db/roles.ts";
import type { Env } from "../platform/settings.ts";

/** What each child process gets: its own login role's URL and no other's. The owner's URL stays with the supervisor. */
export function childEnvironments(ownerUrl: string, settings: Record<string, string>, slots: number) {
  const secret = settings.SECRET!;
  const names = roleNames(decodeURIComponent(new URL(ownerUrl).pathname.slice(1)), slots);
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  const common = { ...inherited, ...settings, NODE_ENV: "production" };
  return {
    web: { ...common, APP_DATABASE_URL: roleUrl(ownerUrl, secret, names.app) } satisfies Partial<
      Record<keyof Env, string>
    >,
    worker: {
      ...common,
      WORKER_DATABASE_URL: roleUrl(ownerUrl, secret, names.worker),
      EXPORT_SLOT_URLS: names.exportSlots.map((slot) => roleUrl(ownerUrl, secret, slot)).join(" "),
    },
  };
}
