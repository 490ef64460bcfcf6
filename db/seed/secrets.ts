import { createHash } from "node:crypto";
import { COMPANIES } from "./companies.ts";
import { stableUuid } from "./random.ts";

export const SECRET_TABLES = ["user_logins", "internal_notes", "voucher_drafts", "credentials"] as const;
export type SecretTable = (typeof SECRET_TABLES)[number];

export type PlantedSecret = {
  tag: string;
  companyId: string;
  businessId: string;
  table: SecretTable;
  value: string;
};

export const companyId = (businessId: string) => stableUuid("company", businessId);

/** What the demo data hides where no archive may look; each value occurs nowhere else. */
export const plantedSecrets: readonly PlantedSecret[] = COMPANIES.flatMap(({ tag, businessId }) =>
  SECRET_TABLES.map((table) => ({
    tag,
    companyId: companyId(businessId),
    businessId,
    table,
    value: `salaisuus-${tag}-${createHash("sha256").update(`${tag} ${table}`).digest("hex").slice(0, 16)}`,
  })),
);

/** What marks ordinary rows as one company's: it is in the names of its parties and in the texts of its vouchers. */
export const companyTags: readonly { tag: string; companyId: string; businessId: string }[] = COMPANIES.map(
  ({ tag, businessId }) => ({ tag, companyId: companyId(businessId), businessId }),
);
