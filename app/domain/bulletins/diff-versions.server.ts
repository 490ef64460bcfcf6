import { z } from "zod";
import { type Language, languages } from "../../i18n/languages.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { requireBulletin } from "./autosave.server.ts";
import { revisionAt } from "./change-bulletin.server.ts";
import { diffContent, type FieldDiff } from "./diff-content.ts";

const input = z.object({ language: z.enum(languages, "Choose a language.") });

/**
 * What changed from one version to another in one language.
 * @throws DomainError `not_found` for a bulletin or a version that there is not
 */
export async function diffVersions(
  ctx: Ctx,
  { id, from, to, language }: { id: string; from: number; to: number; language: Language },
): Promise<{ fields: FieldDiff[] }> {
  const { db } = requirePermission(ctx, "bulletins.view");
  const chosen = parseInput(input, { language });
  await requireBulletin(db, id);
  const [old, now] = await Promise.all([revisionAt(db, id, from), revisionAt(db, id, to)]);
  return { fields: diffContent(old.content, now.content, chosen.language) };
}
