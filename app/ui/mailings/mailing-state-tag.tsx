import { mailingStateLabels } from "#app/domain/mailings/mailing-labels.ts";
import type { MailingState } from "#app/domain/mailings/mailing-view.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<MailingState, TagTone> = {
  queued: "waiting",
  sending: "waiting",
  sent: "done",
  cancelled: "ended",
};

export const MailingStateTag = ({ state }: { state: MailingState }) => (
  <Tag tone={tones[state]}>{mailingStateLabels[state]}</Tag>
);
