import { z } from "zod";
import { type Language, languages } from "../../i18n/languages.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import type { ContentProblem } from "./bulletin-view.ts";
import { bulletinTextSchema } from "./content-schema.ts";
import { textProblems } from "./content-problems.server.ts";
import { type RenderedText, renderedText } from "./rendered-text.ts";

const input = z.object({
  text: bulletinTextSchema,
  language: z.enum(languages).optional(),
  kind: z.enum(["weekly", "important"]).default("weekly"),
});

/** Of a language that nobody reads yet, what is still to be written is no fault, and nothing holds the review up. */
const unwritten = new Set(["title_empty", "empty", "sections_empty"]);

/** What is being typed, as its readers will see it, with what they would stumble over. Nothing is stored. */
export async function previewContent(
  ctx: ServiceCtx,
  raw: { text: unknown; language?: Language; kind?: "weekly" | "important" },
): Promise<RenderedText & { problems: ContentProblem[] }> {
  const staff = requirePermission(ctx, "bulletins.edit");
  const { text, language = staff.profile.bulletins.firstLanguage, kind } = parseInput(input, raw);
  const problems = await textProblems(staff, { kind, language, text });
  const read = text.translated || language === staff.profile.bulletins.firstLanguage;
  return {
    ...renderedText(text),
    problems: read
      ? problems
      : problems.filter(({ code }) => !unwritten.has(code)).map((problem) => ({ ...problem, blocks: false })),
  };
}
