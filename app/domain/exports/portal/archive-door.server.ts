import { and, eq } from "drizzle-orm";
import { exportCode, exportLink, exportRequest, exportRun, portalSession } from "#db/schema/exports.ts";
import { codeMessage } from "../../messages/texts.ts";
import type { Door } from "../../portal-access/door.ts";
import { linkIsUsable } from "../../portal-access/link-is-usable.ts";
import { requireListedAddress } from "./require-listed-address.server.ts";

/** How a customer comes to its archive. The phone number is one that two people of staff have seen. */
export const archiveDoor: Door = {
  link: exportLink,
  code: exportCode,
  session: portalSession,
  findUsableLink: async (db, which, now) => {
    const [row] = await db
      .select({
        linkId: exportLink.id,
        subjectId: exportRequest.id,
        phone: exportRequest.recipientPhone,
        language: exportRequest.language,
      })
      .from(exportLink)
      .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
      .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
      .where(and(which, linkIsUsable(exportLink, now), eq(exportRun.state, "ready")));
    return row ?? null;
  },
  targets: { subject: "export_request", link: "export_link" },
  actions: {
    openLink: "export_link.open",
    sendCode: "export_code.send",
    checkCode: "export_code.check",
    startSession: "portal_session.start",
  },
  smsPurpose: "export_code",
  smsText: codeMessage,
  requireAddress: requireListedAddress,
};
