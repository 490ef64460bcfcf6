import { Form } from "@remix-run/react";
import { useState } from "react";
import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import { Button } from "../button.tsx";
import { CopyButton } from "../copy-button.tsx";
import { SelectField, TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { useDraft } from "../use-draft.ts";
import { languageWords, optionsOf } from "./case-words.ts";
import { type Reply, withTemplate } from "./reply-rules.ts";

type Props = {
  number: number;
  /** The case's. */
  language: CaseLanguage;
  replies: readonly Reply[];
  /** The template that the last step asks for; null: none. */
  offered: string | null;
  /** Of a template that was asked for without scripts, or of a reply that was refused. */
  given: Record<string, string> | undefined;
  failure: FormFailure | undefined;
  sent: string | null;
};

/** What the customer is answered: from a template, then in one's own words. The ticket system sends it. */
export function ReplyForm({ number, language, replies, offered, given, failure: refused, sent }: Props) {
  const failure = failureOf(refused, "reply");
  const values = failure?.values ?? given;
  const [text, setText] = useDraft(`case ${number} reply`, values?.text ?? "", sent);
  const [chosen, setChosen] = useState({
    templateId: values?.chosen ?? offered ?? replies[0]?.id ?? "",
    language: values?.language ?? language,
  });
  // What the reply was made from, if from anything.
  const [used, setUsed] = useState(values?.templateId ?? "");
  return (
    <Form method="post" aria-label="Reply" preventScrollReset className="no-print flex flex-col items-start gap-3">
      <input type="hidden" name="templateId" value={used} />
      <div className="flex w-full flex-wrap items-end gap-3">
        <div className="w-full sm:w-44">
          <SelectField
            id="reply-language"
            name="language"
            label="Language"
            value={chosen.language}
            onChange={(event) => setChosen({ ...chosen, language: event.target.value })}
            options={optionsOf(languageWords)}
            error={errorAt(failure, "language")}
          />
        </div>
        {replies.length > 0 && (
          <>
            <div className="w-full sm:w-96">
              <SelectField
                id="reply-template"
                name="chosen"
                label="Template"
                value={chosen.templateId}
                onChange={(event) => setChosen({ ...chosen, templateId: event.target.value })}
                options={replies.map(({ id, label }): [string, string] => [id, label])}
              />
            </div>
            <Button
              name="intent"
              value="use_template"
              formNoValidate
              onClick={(event) => {
                event.preventDefault();
                setText(withTemplate(text, replies, chosen));
                setUsed(chosen.templateId);
              }}
            >
              Use the template
            </Button>
          </>
        )}
      </div>
      <div className="w-full">
        <TextArea
          id="reply-text"
          name="text"
          label="Reply to the customer"
          hint="Goes onto the time line and, by the webhook, to the ticket system, which sends it. It cannot be called back."
          rows={10}
          lang={chosen.language}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={errorAt(failure, "text")}
          required
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" name="intent" value="reply">
          Send the reply
        </Button>
        {text !== "" && <CopyButton text={text} label="Copy the text" />}
      </div>
    </Form>
  );
}
