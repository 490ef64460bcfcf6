import type { Root } from "hast";
import { z } from "zod";
import { type Language, languages } from "../../i18n/languages.ts";
import { markdownTree } from "../../platform/markdown/render-markdown.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import type { ContentProblem } from "./bulletin-view.ts";
import { type BulletinSection, bulletinSections, bulletinTextSchema } from "./content-schema.ts";
import { textProblems } from "./content-problems.server.ts";

const input = z.object({
  text: bulletinTextSchema,
  language: z.enum(languages).optional(),
  kind: z.enum(["weekly", "important"]).default("weekly"),
});

/** What is being typed, as its readers will see it, with what they would stumble over. Nothing is stored. */
export async function previewContent(
  ctx: ServiceCtx,
  raw: { text: unknown; language?: Language; kind?: "weekly" | "important" },
): Promise<{ lead: Root; sections: Record<BulletinSection, Root>; problems: ContentProblem[] }> {
  const staff = requirePermission(ctx, "bulletins.edit");
  const { text, language = staff.profile.bulletins.firstLanguage, kind } = parseInput(input, raw);
  const trees = bulletinSections.map((section) => [section, markdownTree(text.sections[section])] as const);
  return {
    lead: markdownTree(text.lead),
    sections: Object.fromEntries(trees) as Record<BulletinSection, Root>,
    problems: await textProblems(staff, { kind, language, text }),
  };
}
