import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import { CopyButton } from "../copy-button.tsx";
import { TextArea } from "../field.tsx";
import { Panel } from "../panel.tsx";

const names: Record<CaseLanguage, string> = { fi: "Finnish", sv: "Swedish", en: "English" };

/** What the customer can be told, with the figures in it: read it, change it, copy it. Nothing is sent from here. */
export function ReplyPanel({ replies, first }: { replies: Record<CaseLanguage, string>; first: CaseLanguage }) {
  const order = [first, ...(["fi", "sv", "en"] as const).filter((language) => language !== first)];
  return (
    <Panel title="Reply to the customer">
      <div className="flex flex-col gap-2">
        <p className="text-muted">Read it before it is sent. Nothing is sent from here.</p>
        {order.map((language, index) => (
          <details key={language} open={index === 0}>
            <summary className="min-h-[24px] cursor-pointer font-medium">{names[language]}</summary>
            <div className="mt-2 flex flex-col gap-2" lang={language}>
              <TextArea
                id={`reply-${language}`}
                name={`reply-${language}`}
                label={<span lang="en">Text in {names[language]}</span>}
                rows={10}
                defaultValue={replies[language]}
              />
              <CopyButton text={replies[language]} label={`Copy in ${names[language]}`} />
            </div>
          </details>
        ))}
      </div>
    </Panel>
  );
}
