import { and, eq, inArray, type SQL } from "drizzle-orm";
import { disclosure, disclosureCode, disclosureLink, disclosureSession } from "#db/schema/disclosures.ts";
import type { Door } from "../../portal-access/door.ts";
import { linkIsUsable } from "../../portal-access/link-is-usable.ts";
import { codeSms } from "../message-texts.ts";

/** While the package may be fetched. */
export const packageIsOut = (): SQL => inArray(disclosure.state, ["delivered", "received"]);

/** How an authority comes to its package. The customer's list of networks is not the authority's. */
export const packageDoor: Door = {
  link: disclosureLink,
  code: disclosureCode,
  session: disclosureSession,
  findUsableLink: async (db, which, now) => {
    const [row] = await db
      .select({
        linkId: disclosureLink.id,
        subjectId: disclosure.id,
        phone: disclosure.recipientPhone,
        language: disclosure.language,
      })
      .from(disclosureLink)
      .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
      .where(and(which, linkIsUsable(disclosureLink, now), packageIsOut()));
    return row ?? null;
  },
  targets: { subject: "disclosure", link: "disclosure_link" },
  actions: {
    openLink: "disclosure_link.open",
    sendCode: "disclosure_code.send",
    checkCode: "disclosure_code.check",
    startSession: "disclosure_session.start",
  },
  smsPurpose: "disclosure_code",
  smsText: codeSms,
  requireAddress: null,
};
