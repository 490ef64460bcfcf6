import { Link } from "@remix-run/react";
import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { formatClock } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "../../button.tsx";
import type { Beginning } from "./editor-types.ts";
import type { Draft } from "./use-draft.ts";

type Props = {
  of: Pick<Beginning, "id" | "kind">;
  draft: Pick<Draft, "level" | "keptAt" | "version" | "saving" | "keepProblem" | "said" | "conflicts">;
  /** Whether the page's scripts run. */
  live: boolean;
};

/** Where the text is, in words that do not ask for attention, and the buttons that put it there. */
export function SaveBar({ of, draft, live }: Props) {
  const undecided = live ? draft.conflicts.fields.length : 0;
  return (
    <div className="sticky bottom-0 z-5 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-b-lg border-t border-line bg-surface px-4 py-2.5">
      <Button
        look="primary"
        name="intent"
        value="save"
        aria-keyshortcuts="Control+S"
        disabledReason={
          undecided > 0
            ? `Choose first for ${undecided === 1 ? "the field" : `the ${undecided} fields`} above.`
            : undefined
        }
      >
        {draft.saving ? "Saving…" : "Save"}
      </Button>
      {of.kind === "weekly" && undecided === 0 && (
        <Button name="intent" value="collect">
          Save and collect releases
        </Button>
      )}
      <noscript>
        <Button name="intent" value="preview">
          Preview
        </Button>
      </noscript>
      <Where draft={draft} />
      <Link className={`${buttonClass("quiet")} ml-auto`} to={paths.bulletin(of.id)}>
        To the {of.kind === "weekly" ? "bulletin" : "announcement"}
      </Link>
    </div>
  );
}

function Where({ draft }: Pick<Props, "draft">) {
  const { level, keptAt, version, said, keepProblem } = draft;
  const unkept = level === "unsaved" ? keepProblem : null;
  // One about a field stands above the fields, and beside its own.
  const failed = said?.tone === "bad" && !said.field && level !== "saved" ? said : null;
  const problem = unkept ?? failed;
  if (problem)
    return (
      <span role="alert" className="flex min-w-0 items-center gap-1.5 text-warn">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {problem.code === "not_signed_in" ? (
          <span>
            Your sign-in has ended. Nothing is lost:{" "}
            <a className="underline" href={paths.signIn()} target="_blank" rel="noreferrer">
              sign in in another tab
            </a>
            , then save here.
          </span>
        ) : unkept ? (
          `Only in this window: ${unkept.text} It is tried again.`
        ) : (
          `Not saved as a version: ${problem.text}`
        )}
      </span>
    );
  const words =
    level === "saved"
      ? (said?.tone === "quiet" && said.text) || `Version ${version}, nothing to save.`
      : level === "autosaved" && keptAt
        ? `Saved as your draft ${formatClock(keptAt)}`
        : "Not saved yet";
  const Icon = level === "saved" ? CircleCheck : CircleDashed;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span aria-live="polite">{words}</span>
    </span>
  );
}
