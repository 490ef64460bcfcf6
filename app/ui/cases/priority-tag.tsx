import type { Priority } from "#app/domain/cases/case-kinds.ts";
import { Tag } from "../tag.tsx";
import { priorityWords } from "./case-words.ts";

/** Only what is out of the ordinary stands out. */
export function PriorityTag({ priority }: { priority: Priority }) {
  if (priority === "urgent") return <Tag tone="bad">{priorityWords.urgent}</Tag>;
  if (priority === "high") return <Tag tone="warn">{priorityWords.high}</Tag>;
  return <span className="text-muted">{priorityWords[priority]}</span>;
}
