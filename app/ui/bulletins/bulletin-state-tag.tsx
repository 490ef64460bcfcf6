import { type BulletinState, bulletinStateLabels } from "#app/domain/bulletins/bulletin-states.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<BulletinState, TagTone> = {
  draft: "neutral",
  in_review: "waiting",
  approved: "good",
  scheduled: "waiting",
  published: "done",
  retracted: "ended",
};

/** Where a bulletin is; of one that is public and worked on again, both. */
export function BulletinStateTag({ state, correcting = false }: { state: BulletinState; correcting?: boolean }) {
  const tag = <Tag tone={tones[state]}>{bulletinStateLabels[state]}</Tag>;
  if (!correcting) return tag;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Tag tone="done">Published</Tag>
      <Tag tone={tones[state]}>Correction: {bulletinStateLabels[state].toLowerCase()}</Tag>
    </span>
  );
}
