import { pino } from "pino";
import { openDb } from "#db/client.ts";
import { sendMailing } from "#app/domain/mailings/send-mailing.server.ts";
import { systemClock } from "#app/platform/clock.ts";
import { smtpGateway } from "#app/platform/messages/smtp.server.ts";
import { serviceCtxOf } from "./contexts.ts";

/** Sends one mailing in a process of its own, for tests that kill it; ends when nothing of it is due. */
const { WORKER_DATABASE_URL, MAIL_SERVER, MAILING } = process.env as Record<string, string>;
const handle = openDb(WORKER_DATABASE_URL!, { name: "mailing-worker", max: 4 });
const gateway = smtpGateway(MAIL_SERVER!, "Huolto <no-reply@huolto.example>", { mailsPerSecond: 100_000 });
const ctx = serviceCtxOf(handle.db, { kind: "job", id: "send-mailing" }, { clock: systemClock });
await sendMailing(
  { ...ctx, log: pino({ level: "warn" }) },
  { mailingId: MAILING!, gateway, stopping: new AbortController().signal },
);
gateway.close();
await handle.close();
