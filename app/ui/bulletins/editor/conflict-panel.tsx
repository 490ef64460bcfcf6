import { Button } from "../../button.tsx";
import { Callout } from "../../callout.tsx";
import { fieldWords } from "./content-form-rules.ts";
import type { Conflict } from "./editing-rules.ts";

type Choice = "mine" | "theirs" | "both";

/**
 * Fields that another person wrote differently meanwhile: both texts, and what to do with each.
 * @param decide undefined where the page's scripts do not run; then the field below holds one's own
 */
export function ConflictPanel({
  by,
  fields,
  decide,
}: {
  by: string | null;
  fields: readonly Conflict[];
  decide: ((conflict: Conflict, choice: Choice) => void) | undefined;
}) {
  if (fields.length === 0) return null;
  return (
    <Callout
      tone="bad"
      title={`${by ?? "Somebody else"} saved ${fields.length === 1 ? "a field" : `${fields.length} fields`} that you changed too`}
    >
      <p>
        Neither text is lost. Everything else that both of you wrote is put together already.
        {decide
          ? " Choose for each; then save."
          : " The fields below hold yours: put together what should stay, then save."}
      </p>
      <ul className="mt-3 flex flex-col gap-4">
        {fields.map((conflict) => (
          <li key={conflict.name}>
            <p className="font-semibold">{fieldWords(conflict.language, conflict.field)}</p>
            <div className="mt-1 grid gap-3 md:grid-cols-2">
              <Text whose="Yours" text={conflict.mine} language={conflict.language} />
              <Text whose={by ? `${by}’s` : "Theirs"} text={conflict.theirs} language={conflict.language} />
            </div>
            {decide && (
              <div className="mt-2 flex flex-wrap gap-2">
                <Button type="button" onClick={() => decide(conflict, "mine")}>
                  Keep mine
                </Button>
                <Button type="button" onClick={() => decide(conflict, "theirs")}>
                  Take theirs
                </Button>
                <Button type="button" onClick={() => decide(conflict, "both")}>
                  Put both in and edit
                </Button>
              </div>
            )}
            <details className="mt-2">
              <summary className="cursor-pointer text-muted">What it was before both</summary>
              <Text whose="Before" text={conflict.base} language={conflict.language} />
            </details>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Text({ whose, text, language }: { whose: string; text: string; language: string | null }) {
  return (
    <div className="min-w-0">
      <p className="text-[13px] text-muted">{whose}</p>
      <p
        lang={language ?? undefined}
        className="max-h-60 overflow-y-auto rounded-md border border-line bg-surface px-2.5 py-1.5 font-mono text-[13px] break-words whitespace-pre-wrap"
      >
        {text || "(empty)"}
      </p>
    </div>
  );
}
