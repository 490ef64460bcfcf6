import { desc, eq, sql } from "drizzle-orm";
import { staff } from "#db/schema/identity.ts";
import { apiKey } from "#db/schema/releases.ts";
import type { ApiKeyPurpose } from "../access/api-keys.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";

export type ListedApiKey = {
  id: string;
  name: string;
  purpose: ApiKeyPurpose;
  /** The beginning of the key. */
  prefix: string;
  madeBy: string;
  madeAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** Programs' keys: those that open something first, then the revoked ones; the newest of each first. */
export async function listApiKeys(ctx: Ctx): Promise<ListedApiKey[]> {
  const { db } = requirePermission(ctx, "api_keys.manage");
  return db
    .select({
      id: apiKey.id,
      name: apiKey.name,
      purpose: apiKey.purpose,
      prefix: apiKey.prefix,
      madeBy: staff.displayName,
      madeAt: apiKey.createdAt,
      lastUsedAt: apiKey.lastUsedAt,
      revokedAt: apiKey.revokedAt,
    })
    .from(apiKey)
    .innerJoin(staff, eq(staff.id, apiKey.createdBy))
    .orderBy(sql`${apiKey.revokedAt} is not null`, desc(apiKey.createdAt));
}
