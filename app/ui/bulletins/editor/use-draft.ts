import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { paths } from "#app/paths.ts";
import { contentValues, nameOfPlace, type Values, valuesOf } from "./content-form-rules.ts";
import { afterSave, bothTexts, type Conflict, conflictsOf, safety } from "./editing-rules.ts";
import type { Autosaved, Beginning, DraftOutcome, Said } from "./editor-types.ts";
import { savedWords } from "./saved-words.ts";
import { sendForm } from "./send-form.ts";

/** From the first change that is in this window only, to keeping it; after a failure it is tried again more slowly. */
const AUTOSAVE_MS = 4000;
const RETRY_MS = 10_000;

/** Failures that are nobody's decision about the text. */
const onTheWay: ReadonlySet<string> = new Set(["unreachable", "not_signed_in"]);

export type Draft = ReturnType<typeof useDraft>;

/**
 * The state of an editor's form, whose fields are the browser's own: what they hold, which version they began with, whether
 * anything is only in this window, and saving. Nothing here replaces what a field holds unless nobody changed it since.
 */
export function useDraft(form: RefObject<HTMLFormElement>, beginning: Beginning) {
  const { id } = beginning;
  const [values, setValues] = useState<Values>(() => valuesOf(beginning.content));
  const [base, setBase] = useState(() => ({
    version: beginning.baseVersion,
    values: valuesOf(beginning.stored) as Values,
  }));
  const [kept, setKept] = useState<{ values: Values; at: string } | null>(() =>
    beginning.keptAt ? { values: valuesOf(beginning.content), at: beginning.keptAt } : null,
  );
  const [conflicts, setConflicts] = useState(beginning.conflicts);
  const [saving, setSaving] = useState(false);
  const [said, setSaid] = useState<Said | null>(beginning.said);
  const [keepProblem, setKeepProblem] = useState<Said | null>(null);
  const [attempts, setAttempts] = useState(0);
  const level = safety(values, base.values, kept?.values ?? null);

  const latest = useRef({ level, base, values, undecided: 0 });
  latest.current = { level, base, values, undecided: conflicts.fields.length };
  const busy = useRef({ saving: false, keeping: Promise.resolve() });

  const typed = useCallback(
    (): Values => (form.current ? contentValues(new FormData(form.current)) : latest.current.values),
    [form],
  );
  const read = useCallback(() => setValues(typed()), [typed]);

  const fill = useCallback(
    (fields: Values) => {
      for (const [name, value] of Object.entries(fields)) {
        const field = form.current?.elements.namedItem(name);
        if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === "yes";
        else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
      }
      read();
    },
    [form, read],
  );

  const keep = useCallback(async () => {
    const sent = typed();
    const answer = await sendForm<Autosaved>(paths.bulletinDraft(id), {
      ...sent,
      baseVersion: String(latest.current.base.version),
      intent: "autosave",
    });
    if (answer.ok) {
      setKept({ values: sent, at: answer.data.savedAt });
      setKeepProblem(null);
      // A save that failed on the way has come to this: the text is safe, and can be saved again.
      setSaid((last) => (last?.tone === "bad" && onTheWay.has(last.code ?? "") ? null : last));
    } else setKeepProblem({ tone: "bad", text: answer.message, code: answer.code });
    setAttempts((count) => count + 1);
  }, [id, typed]);

  const save = useCallback(
    async (intent: "save" | "collect") => {
      if (busy.current.saving || latest.current.undecided > 0) return;
      busy.current.saving = true;
      setSaving(true);
      setSaid(null);
      // One that arrived after it would be a draft again of what is saved.
      await busy.current.keeping;
      const sent = typed();
      const answer = await sendForm<DraftOutcome>(paths.bulletinDraft(id), {
        ...sent,
        baseVersion: String(latest.current.base.version),
        intent,
      });
      busy.current.saving = false;
      setSaving(false);
      if (!answer.ok) {
        const { message: text, code, field } = answer;
        return setSaid({ tone: "bad", text, code, field: nameOfPlace(field) });
      }
      const outcome = answer.data;
      const told = outcome.kind === "conflict" ? conflictsOf(outcome.fields) : [];
      const answered = valuesOf(outcome.kind === "conflict" ? outcome.content : outcome.stored);
      // In a field that both wrote, what was typed stays until the person has chosen.
      for (const { name } of told) answered[name] = sent[name] ?? "";
      const { fill: others, clashes } = afterSave(typed(), sent, answered);
      fill(others);
      const fields = [...told, ...clashes];
      setConflicts({ by: outcome.kind === "conflict" ? outcome.by : null, fields });
      setBase({ version: outcome.version, values: valuesOf(outcome.stored) });
      setKept(null);
      if (outcome.kind === "saved") setSaid({ tone: "quiet", text: savedWords(outcome) });
    },
    [id, typed, fill],
  );

  const decide = useCallback(
    (conflict: Conflict, choice: "mine" | "theirs" | "both") => {
      const field = form.current?.elements.namedItem(conflict.name);
      if (choice === "theirs") fill({ [conflict.name]: conflict.theirs });
      if (choice === "both") fill({ [conflict.name]: bothTexts({ ...conflict, mine: typed()[conflict.name] ?? "" }) });
      setConflicts(({ by, fields }) => ({ by, fields: fields.filter(({ name }) => name !== conflict.name) }));
      if (choice === "both" && field instanceof HTMLElement) field.focus();
    },
    [form, fill, typed],
  );

  // What was typed before the page's scripts ran is in the fields already.
  useEffect(read, [read]);

  const failing = keepProblem !== null;
  const unkept = level === "unsaved" && !saving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt begins the wait for the next
  useEffect(() => {
    if (!unkept) return;
    const timer = setTimeout(
      () => {
        busy.current.keeping = keep();
      },
      failing ? RETRY_MS : AUTOSAVE_MS,
    );
    return () => clearTimeout(timer);
  }, [unkept, keep, failing, attempts]);

  // Who follows a link within the console leaves no text behind.
  useEffect(
    () => () => {
      if (latest.current.level === "unsaved" && !busy.current.saving) void keep();
    },
    [keep],
  );

  useEffect(() => {
    if (level !== "unsaved") return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", guard);
    return () => removeEventListener("beforeunload", guard);
  }, [level]);

  return {
    values,
    version: base.version,
    level,
    keptAt: kept?.at ?? null,
    conflicts,
    saving,
    said,
    keepProblem,
    read,
    save,
    decide,
  };
}
