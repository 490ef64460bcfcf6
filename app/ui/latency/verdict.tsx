import { Circle, CircleAlert, CircleHelp } from "lucide-react";

/** Whether the target is kept: quiet when it is, and never green for what is not known. */
export function Verdict({ kept }: { kept: boolean | null }) {
  const [Icon, word, className] =
    kept === null
      ? [CircleHelp, "Not known", "text-muted"]
      : kept
        ? [Circle, "Kept", "text-ink"]
        : [CircleAlert, "Missed", "rounded bg-bad-soft px-1.5 text-bad font-medium"];
  return (
    <span className={`inline-flex items-center gap-1 py-0.5 text-[13px] whitespace-nowrap ${className}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {word}
    </span>
  );
}
