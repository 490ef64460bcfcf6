import { type CaseKindDefinition, type CaseLanguage, caseLanguages } from "./case-kinds.ts";

/** Fills a kind's templates in. Pure. */

/** What is not known is left for the agent, as in the templates themselves. */
const GAP = "…";

const dayIn: Record<CaseLanguage, (day: string) => string> = {
  fi: (day) => numbers(day).join("."),
  sv: (day) => numbers(day).join("."),
  en: (day) => day,
};
const numbers = (day: string) => [Number(day.slice(8, 10)), Number(day.slice(5, 7)), day.slice(0, 4)];

function said(value: string, language: CaseLanguage): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayIn[language](value);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value)) return `${dayIn[language](value.slice(0, 10))} ${value.slice(11)}`;
  return value;
}

/**
 * The replies of a kind with the names of a case in them, in each language.
 * @param known {customer}, {number}, {agent} and so on
 * @param request the case's answers, by the names of the kind's fields
 */
export function filledReplies(
  { replies }: Pick<CaseKindDefinition, "replies">,
  known: Readonly<Record<string, string | null>>,
  request: Readonly<Record<string, string>>,
): { id: string; label: string; text: Record<CaseLanguage, string> }[] {
  const fill = (text: string, language: CaseLanguage) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = Object.hasOwn(known, name) ? known[name] : Object.hasOwn(request, name) ? request[name] : null;
      return value ? said(value, language) : GAP;
    });
  return replies.map(({ id, label, text }) => {
    const filled = caseLanguages.map((language) => [language, fill(text[language], language)] as const);
    return { id, label, text: Object.fromEntries(filled) as Record<CaseLanguage, string> };
  });
}
