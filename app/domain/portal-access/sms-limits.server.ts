import { createHmac } from "node:crypto";
import type { DbOrTx } from "#db/client.ts";
import { hit } from "../../platform/rate-limit.server.ts";
import { DomainError } from "../errors.ts";
import { portalFigures } from "./figures.ts";

/** For a link that does not work, the limits of one that does, or they would tell the two apart. @throws DomainError `limit` */
export async function withinDeadLinkLimits(db: DbOrTx, linkId: string) {
  if (!(await hit(db, `dead-link-hour:${linkId}`, portalFigures.codesPerHour, 3600)).allowed) throw threeAnHour();
  if (!(await hit(db, `dead-link-day:${linkId}`, portalFigures.codesPerDay, 24 * 3600)).allowed) throw tenADay();
}

/** Messages to one phone, and of the whole installation. @throws DomainError `limit`, `unavailable` */
export async function withinSmsBudget(db: DbOrTx, phoneNumber: string, secret: string) {
  const phone = createHmac("sha256", secret).update(`sms ${phoneNumber}`).digest("base64url");
  if (!(await hit(db, `sms:${phone}`, portalFigures.smsPerPhonePerHour, 3600)).allowed)
    throw tooMany("Too many codes were sent to this phone within an hour. Try again in an hour.");
  if (!(await hit(db, "sms:all", portalFigures.smsPerHour, 3600)).allowed)
    throw new DomainError("unavailable", "No code can be sent just now. Try again in an hour.");
}

export const tooMany = (sentence: string) => new DomainError("limit", sentence);
export const threeAnHour = () =>
  tooMany("Three codes were sent within an hour. Use the newest one, or try again in an hour.");
export const tenADay = () => tooMany("Ten codes were sent within a day. Try again tomorrow.");
