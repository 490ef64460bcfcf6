import { useEffect, useRef, useState } from "react";
import type { Language } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { fieldName, type Values } from "./content-form-rules.ts";
import type { Beginning, Preview } from "./editor-types.ts";
import { sendForm } from "./send-form.ts";

/** After the last key, before the preview is asked for; and after a failure, before it is asked for again. */
const WAIT_MS = 400;
const RETRY_MS = 10_000;

/**
 * The text of one language as its readers will see it, made by the server a moment after typing ends. The last good one stays
 * until there is another.
 * @param given the preview that the page came with, of `values` as they were then
 */
export function usePreview(kind: Beginning["kind"], language: Language, values: Values, given: Preview) {
  const [preview, setPreview] = useState(given);
  const [failure, setFailure] = useState<{ text: string; code: string; message: string } | null>(null);
  const prefix = fieldName(language, "");
  const text = JSON.stringify(Object.entries(values).filter(([name]) => name.startsWith(prefix)));
  const previewed = useRef(text);
  useEffect(() => {
    if (previewed.current === text) return setFailure(null);
    const failed = failure?.text === text;
    // The same text would be refused again.
    if (failed && failure.code === "invalid") return;
    const gone = new AbortController();
    const timer = setTimeout(
      async () => {
        const answer = await sendForm<Preview>(
          paths.bulletinPreview(),
          { ...Object.fromEntries(JSON.parse(text)), language, kind },
          { signal: gone.signal },
        );
        if (gone.signal.aborted) return;
        if (answer.ok) {
          previewed.current = text;
          setPreview(answer.data);
        }
        setFailure(answer.ok ? null : { text, code: answer.code, message: answer.message });
      },
      failed ? RETRY_MS : WAIT_MS,
    );
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [kind, language, text, failure]);
  return { preview, problem: failure?.message ?? null };
}
