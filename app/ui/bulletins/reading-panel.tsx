import type { BulletinContent } from "#app/domain/bulletins/content-schema.ts";
import { type Language, languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";
import { BulletinText } from "./bulletin-text.tsx";
import type { Preview } from "./editor/editor-types.ts";
import { LinkTabs } from "./link-tabs.tsx";
import { fieldWords } from "./editor/content-form-rules.ts";
import { type FieldDiff, TextDiff } from "./text-diff.tsx";

type Props = {
  content: BulletinContent;
  language: Language;
  firstLanguage: Language;
  text: Pick<Preview, "lead" | "sections">;
  /** What differs from what is public; null: nothing is, or it is this. */
  diff: FieldDiff[] | null;
  hrefOf: (language: Language) => string;
};

/** The text as its readers get it, one language at a time, and under it what it changes of what they have. */
export function ReadingPanel({ content, language, firstLanguage, text, diff, hrefOf }: Props) {
  const { title, translated } = content.texts[language];
  return (
    <Panel title="What readers see" id="text">
      <LinkTabs
        label="Language"
        inPlace
        tabs={languages.map((one) => ({
          to: hrefOf(one),
          current: one === language,
          label: (
            <>
              {languageNamesInEnglish[one]}
              {!content.texts[one].translated && <Tag tone="neutral">Not translated</Tag>}
            </>
          ),
        }))}
      />
      {!translated && (
        <p className="mb-3 text-muted">
          Readers of {languageNamesInEnglish[language]} are shown the {languageNamesInEnglish[firstLanguage]} text, with
          a note. What follows is as far as the translation has come.
        </p>
      )}
      <BulletinText language={language} title={title} text={text} level="h3" />
      {diff && (
        <section aria-labelledby="diff" className="mt-5 border-t border-line pt-3.5">
          <h3 id="diff" className="mb-2">
            What it changes of what is public
          </h3>
          <TextDiff fields={diff} nameOf={(field) => fieldWords(null, field)} />
        </section>
      )}
    </Panel>
  );
}
