import type { DbOrTx } from "#db/client.ts";
import { type Language, languageNamesInEnglish, languages } from "../../i18n/languages.ts";
import { findAddresses } from "../../platform/markdown/find-addresses.ts";
import type { ServiceCtx } from "../context.ts";
import { type AddressVerdict, judgeImage, judgeLink } from "./address-faults-rules.ts";
import type { ContentProblem } from "./bulletin-view.ts";
import { type BulletinContent, type BulletinText, bulletinSections } from "./content-schema.ts";
import { fieldOf, textFields } from "./merge-rules.ts";
import { existingImages, existingPages } from "./own-addresses.server.ts";

type Ctx = Pick<ServiceCtx, "profile" | "origins"> & { db: DbOrTx };

/**
 * What readers would stumble over, language by language. A language that is not translated is not read, so that only this is
 * said of it; the first one must be written.
 */
export async function contentProblems(
  ctx: Ctx,
  { kind, content }: { kind: "weekly" | "important"; content: BulletinContent },
): Promise<ContentProblem[]> {
  const first = ctx.profile.bulletins.firstLanguage;
  const found = await Promise.all(
    languages.map(async (language) => {
      const text = content.texts[language];
      if (text.translated || language === first) {
        const problems = await textProblems(ctx, { kind, language, text });
        return text.translated ? problems : [notWritten(language), ...problems];
      }
      const message = `Not translated: readers of ${languageNamesInEnglish[language]} are shown the ${languageNamesInEnglish[first]} text with a note.`;
      return [{ language, field: "title", code: "untranslated", message, blocks: false }];
    }),
  );
  return found.flat();
}

const notWritten = (language: Language): ContentProblem => ({
  language,
  field: "title",
  code: "first_language",
  message: `${languageNamesInEnglish[language]} is what readers of other languages are shown where theirs is missing: mark it as written.`,
  blocks: true,
});

/** The same of one text, as when it is being written. */
export async function textProblems(
  ctx: Ctx,
  { kind, language, text }: { kind: "weekly" | "important"; language: Language; text: BulletinText },
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = [];
  const say = (field: string, code: string, message: string, blocks = true) => {
    const known = problems.some((problem) => problem.field === field && problem.message === message);
    if (!known) problems.push({ language, field, code, message, blocks });
  };
  const name = languageNamesInEnglish[language];
  if (text.title === "") say("title", "title_empty", `The ${name} title is empty.`);
  if (bulletinSections.every((section) => text.sections[section] === "")) {
    if (text.lead === "") say("lead", "empty", `The ${name} text is empty.`);
    else if (kind === "weekly") say("lead", "sections_empty", `No section of the ${name} text says anything.`, false);
  }

  const judged: { field: string; verdict: AddressVerdict }[] = [];
  for (const field of textFields) {
    if (field === "title") continue;
    const { links, images, tooDeep } = findAddresses(fieldOf(text, field));
    if (tooDeep)
      say(
        field,
        "too_deep",
        "Lists, quotes or emphasis stand in each other too deep, or are too many, and are shown as they were typed.",
      );
    for (const { href } of links) judged.push({ field, verdict: judgeLink(href, ctx.origins) });
    for (const image of images) judged.push({ field, verdict: judgeImage(image) });
  }
  const [pages, images] = await Promise.all([
    existingPages(
      ctx.db,
      judged.flatMap(({ verdict }) => (verdict.kind === "own" ? [verdict.path] : [])),
    ),
    existingImages(
      ctx.db,
      judged.flatMap(({ verdict }) => (verdict.kind === "image" ? [verdict.id] : [])),
    ),
  ]);
  for (const { field, verdict } of judged) {
    if (verdict.kind === "fault") say(field, verdict.code, verdict.message);
    if (verdict.kind === "own" && !pages.has(verdict.path))
      say(field, "link_nowhere", `There is no public page at "${verdict.path}".`);
    if (verdict.kind === "image" && !images.has(verdict.id))
      say(field, "image_missing", "An image is not one that was uploaded here. Upload it again.");
  }
  return problems;
}
