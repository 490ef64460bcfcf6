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
    <div className="sticky bottom-0 z-5 -mx-4 mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-surface px-4 py-2.5 sm:mx-0 sm:rounded-b-lg">
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
          Save and collect the week’s new releases
        </Button>
      )}
      <noscript>
        <Button name="intent" value="preview">
          Preview
        </Button>
      </noscript>
      <Where draft={draft} />
      <Link className={`${buttonClass("quiet")} ml-auto`} to={paths.bulletin(of.id)}>
        To the bulletin
      </Link>
    </div>
  );
}

function Where({ draft }: Pick<Props, "draft">) {
  const { level, keptAt, version, said, keepProblem } = draft;
  if (keepProblem && level === "unsaved")
    return (
      <span role="alert" className="flex min-w-0 items-center gap-1.5 text-warn">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {keepProblem.code === "not_signed_in" ? (
          <span>
            Your sign-in has ended. Nothing is lost:{" "}
            <a className="underline" href={paths.signIn()} target="_blank" rel="noreferrer">
              sign in in another tab
            </a>
            , then save here.
          </span>
        ) : (
          `Only in this window: ${keepProblem.text} It is tried again.`
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
