import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { staffInvitation } from "#db/schema/identity.ts";
import { newToken, sha256Hex } from "./tokens.server.ts";

export const INVITATION_DAYS = 7;

/** Who is invited. The name is what colleagues see; nobody is recognised by name or address, only by the bound identity. */
export const inviteeSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, "Give the person's name.")
    .max(200, "At most 200 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters."),
  email: z.email("Give an e-mail address such as anna.aalto@example.fi.").max(254, "At most 254 characters."),
});

export type Invitation = {
  staffId: string;
  /** Shown once, to whoever made it; only its hash is kept. */
  token: string;
  expiresAt: Date;
};

/** Makes an invitation in the caller's transaction; earlier ones that are still open stop working. */
export async function makeInvitation(
  tx: DbOrTx,
  { staffId, createdBy, now }: { staffId: string; createdBy: string | null; now: Date },
): Promise<Invitation> {
  await tx
    .update(staffInvitation)
    .set({ expiresAt: now })
    .where(
      and(eq(staffInvitation.staffId, staffId), isNull(staffInvitation.usedAt), gt(staffInvitation.expiresAt, now)),
    );
  const token = newToken();
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  await tx
    .insert(staffInvitation)
    .values({ tokenSha256: sha256Hex(token), staffId, createdBy, createdAt: now, expiresAt });
  return { staffId, token, expiresAt };
}
