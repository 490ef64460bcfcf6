import { CircleAlert, Info } from "lucide-react";
import type { ContentProblem } from "#app/domain/bulletins/bulletin-view.ts";
import { fieldWords } from "./editor/content-form-rules.ts";

/** What a reader would stumble over, with its place; first what must be mended before the review. */
export function ProblemList({ problems }: { problems: readonly ContentProblem[] }) {
  const sorted = [...problems].sort((a, b) => Number(b.blocks) - Number(a.blocks));
  return (
    <ul className="flex flex-col gap-1.5">
      {sorted.map(({ language, field, code, message, blocks }) => {
        const Icon = blocks ? CircleAlert : Info;
        return (
          <li key={`${language}.${field}.${code}.${message}`} className="flex gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${blocks ? "text-bad" : "text-muted"}`} />
            <span className="min-w-0 break-words">
              <span className="font-medium">{fieldWords(language, field)}:</span> {message}
              {blocks && <span className="text-bad"> Must be mended.</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
