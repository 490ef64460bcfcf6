import type { Adapter, AdapterPayload } from "oidc-provider";

type Entry = { payload: AdapterPayload; expiresAt: number };
const ENTRIES_MAX = 5_000;

/** Where the demo broker keeps what it must remember for a few minutes. One object for all of its kinds of record. */
export function memoryAdapter() {
  const entries = new Map<string, Entry>();
  const byUid = new Map<string, string>();
  const live = (key: string | undefined) => {
    const entry = key === undefined ? undefined : entries.get(key);
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  };
  return (kind: string): Adapter => {
    const key = (id: string) => `${kind}:${id}`;
    return {
      async upsert(id, payload, expiresIn = 600) {
        if (entries.size >= ENTRIES_MAX) entries.delete(entries.keys().next().value!);
        entries.set(key(id), { payload, expiresAt: Date.now() + expiresIn * 1000 });
        if (payload.uid) byUid.set(key(payload.uid), key(id));
      },
      find: async (id) => live(key(id)),
      findByUid: async (uid) => live(byUid.get(key(uid))),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = live(key(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        const entry = entries.get(key(id));
        if (entry?.payload.uid) byUid.delete(key(entry.payload.uid));
        entries.delete(key(id));
      },
      // A code used twice: everything that came of its grant goes.
      async revokeByGrantId(grantId) {
        for (const [name, { payload }] of entries) if (payload.grantId === grantId) entries.delete(name);
      },
    };
  };
}
