import type { ReactNode } from "react";
import { readingOrder } from "#app/domain/bulletins/reading-order-rules.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { Prose } from "../prose.tsx";
import type { Preview } from "./editor/editor-types.ts";

const isEmpty = ({ children }: { children: unknown[] }) => children.length === 0;

/** A text as its readers will see it. @param level of its title's heading on the page */
export function BulletinText({
  language,
  title,
  text,
  level,
}: {
  language: Language;
  title: string;
  text: Pick<Preview, "lead" | "sections">;
  level: "h2" | "h3";
}): ReactNode {
  const headings = publicMessages(language).bulletins.sections;
  const Title = level;
  const Section = level === "h2" ? "h3" : "h4";
  const sections = readingOrder.filter((section) => !isEmpty(text.sections[section]));
  return (
    <article lang={language} className="flex flex-col gap-3">
      <Title className="text-lg font-semibold break-words">{title || "–"}</Title>
      {!isEmpty(text.lead) && <Prose tree={text.lead} />}
      {sections.map((section) => (
        <section key={section} className="flex flex-col gap-1.5">
          <Section className="font-semibold">{headings[section]}</Section>
          <Prose tree={text.sections[section]} />
        </section>
      ))}
    </article>
  );
}
