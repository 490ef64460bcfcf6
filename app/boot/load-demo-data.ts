import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import * as schema from "#db/schema/index.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { seedDemoBulletins } from "../demo/seed-bulletins.server.ts";
import { seedDemoCases } from "../demo/seed-cases.server.ts";
import { seedDemoExports } from "../demo/seed-exports.server.ts";
import { seedDemoEvents } from "../demo/seed-events.server.ts";
import { seedDemoIncidents } from "../demo/seed-incidents.server.ts";
import { seedDemoCustomers } from "../demo/seed-customers.server.ts";
import { seedDemoIpRestrictions } from "../demo/seed-ip-restrictions.server.ts";
import { holdsDemoService, seedDemoService } from "../demo/seed-service.server.ts";
import { seedDemoSignIns } from "../demo/seed-sign-ins.server.ts";
import { seedDemoOnCall } from "../demo/seed-on-call.server.ts";
import { seedDemoStaff } from "../demo/seed-staff.server.ts";
import { seedDemoSubscribers } from "../demo/seed-subscribers.server.ts";
import { createServiceModel } from "../demo/service-model/create-service-model.ts";
import { ensureCatalogue } from "../domain/health/ensure-catalogue.server.ts";
import type { ExportDeps } from "../jobs/export/perform-run.ts";
import { openStorage } from "../platform/storage/open-storage.server.ts";
import type { Storage } from "../platform/storage/storage.ts";
import { storeDocument } from "../platform/storage/store-document.server.ts";
import type { Profile } from "../profile/profile-schema.ts";

/**
 * The demo's companies and people, once; a later start finds them there and changes nothing. The maintenance windows, releases,
 * incidents and bulletins of the demo's service besides, which a later start brings up to date.
 * @param options.profile of the demo's service; null where a Grafana of one's own is measured, which has its own windows
 */
export async function loadDemoData(options: {
  ownerUrl: string;
  documentStore: string;
  issuer: string;
  subjectKey: string;
  profile: Profile | null;
  /** How an archive is made here, for the demo's exports; without it there are none. */
  exports?: (documents: Storage) => ExportDeps;
  say: (line: string) => void;
}): Promise<void> {
  const documents = openStorage(options.documentStore);
  await seedDemoLedger({ ownerUrl: options.ownerUrl, storeDocument: (bytes) => storeDocument(documents, bytes) });
  const sql = postgres(options.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const db = drizzle(sql, { schema });
    await seedDemoStaff(db, { issuer: options.issuer, subjectKey: options.subjectKey });
    await seedDemoCustomers(db);
    await seedDemoEvents(db, { now: new Date() });
    await seedDemoSignIns(db, { now: new Date() });
    await seedDemoOnCall(db, { now: new Date() });
    if (options.profile) {
      await ensureCatalogue(db, options.profile);
      const model = createServiceModel();
      const now = new Date();
      await seedDemoService(db, { now, model, profile: options.profile });
      await seedDemoIncidents(db, { now, events: model.events, profile: options.profile });
      await seedDemoBulletins(db, { now });
      await seedDemoSubscribers(db, { now });
      await seedDemoCases(db, { now, profile: options.profile });
      await seedDemoIpRestrictions(db, { now, profile: options.profile });
      if (options.exports)
        await seedDemoExports(db, { now, profile: options.profile, deps: options.exports(documents) });
    } else if (await holdsDemoService(db, createServiceModel())) {
      options.say(
        "This home's database also holds what the demo's Grafana measured before, with its windows and incidents. " +
          "For what is measured at GRAFANA_URL only, name another folder in HUOLTO_HOME.",
      );
    }
  } finally {
    await sql.end();
  }
}
