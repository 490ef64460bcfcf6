export type FieldDiff = { field: string; parts: { kind: "same" | "added" | "removed"; text: string }[] };

/** Unchanged text around a change: so much of it stays, for the eye to find its place. */
const AROUND = 160;

/** What was added and taken away, field by field. Marked by words for those who do not see it, and never by colour alone. */
export function TextDiff({ fields, nameOf }: { fields: readonly FieldDiff[]; nameOf: (field: string) => string }) {
  const changed = fields.filter(({ parts }) => parts.some(({ kind }) => kind !== "same"));
  if (changed.length === 0) return <p className="text-muted">Nothing differs in this language.</p>;
  return (
    <dl className="flex flex-col gap-4">
      {changed.map(({ field, parts }) => (
        <div key={field}>
          <dt className="font-medium">{nameOf(field)}</dt>
          <dd className="mt-0.5 max-w-[80ch] break-words whitespace-pre-wrap">
            {placed(parts).map(({ key, kind, text }, index) => {
              if (kind === "added")
                return (
                  <ins key={key} className="rounded bg-good-soft px-0.5 text-good underline decoration-2">
                    <span className="sr-only">[added: </span>
                    {text}
                    <span className="sr-only">]</span>
                  </ins>
                );
              if (kind === "removed")
                return (
                  <del key={key} className="rounded bg-bad-soft px-0.5 text-bad line-through">
                    <span className="sr-only">[removed: </span>
                    {text}
                    <span className="sr-only">]</span>
                  </del>
                );
              return <span key={key}>{shortened(text, index === 0, index === parts.length - 1)}</span>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function placed(parts: FieldDiff["parts"]) {
  let at = 0;
  return parts.map((part) => {
    const key = `${at}${part.kind}`;
    at += part.text.length;
    return { ...part, key };
  });
}

/** What stays the same, without its middle when it is long; at the ends of the text without the end that is away from changes. */
function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= AROUND * 2) return text;
  const head = first ? "" : text.slice(0, AROUND);
  const tail = last ? "" : text.slice(-AROUND);
  return `${head} … ${tail}`;
}
