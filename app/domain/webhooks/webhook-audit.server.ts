import { z } from "zod";
import type { AuditEntry } from "../audit/record-event.server.ts";

/** How the trail names what is done with a webhook. */
export const webhookAudit = (what: string, id: unknown): Pick<AuditEntry, "action" | "target"> => ({
  action: `webhook.${what}`,
  target: { kind: "webhook", id: z.uuid().safeParse(id).success ? String(id) : "unknown" },
});
