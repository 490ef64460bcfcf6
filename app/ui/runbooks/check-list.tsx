import type { CheckSeen } from "#app/domain/runbooks/check-seen.ts";
import type { StepView } from "#app/domain/runbooks/run-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Tag } from "../tag.tsx";
import { outcomes, seenText } from "./check-words.ts";

/** What a step checks and what is normal; with what was seen, where somebody looked. */
export function CheckList({ checks, seen }: { checks: StepView["checks"]; seen: CheckSeen[] | null }) {
  if (checks.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2 border-l-2 border-line pl-3">
      {checks.map((check, index) => (
        <li key={`${check.what} ${check.query} ${check.normal}`}>
          <p>
            {check.what}
            {check.query && <span className="text-muted"> ({check.query})</span>}: normal is {check.normal}.
          </p>
          {seen?.[index] && <Seen of={seen[index]} />}
        </li>
      ))}
    </ul>
  );
}

function Seen({ of }: { of: CheckSeen }) {
  const { tone, word } = outcomes[of.outcome];
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Tag tone={tone}>{word}</Tag>
      <span className="tabular-nums">
        {of.problem ?? (
          <>
            Seen: <strong className="font-semibold">{seenText(of)}</strong>
          </>
        )}
      </span>
      {of.query && (
        <details className="text-[13px]">
          <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
            Query<span className="sr-only"> of {of.what}</span>
          </summary>
          <code className="break-all whitespace-pre-wrap select-all">{of.query}</code>
          {of.from && of.to && (
            <p className="text-muted">
              {of.from === of.to ? formatInstant(of.to) : `${formatInstant(of.from)} to ${formatInstant(of.to)}`}
            </p>
          )}
        </details>
      )}
    </div>
  );
}
