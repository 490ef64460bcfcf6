/** What the page about who is on call shows; instants are ISO strings. */
export type ShownShift = {
  startsAt: string;
  endsAt: string;
  week: number;
  staffId: string;
  name: string;
  insteadOf: string | null;
  holidays: { day: string; name: string }[];
};
export type ShownSwap = {
  id: string;
  startsAt: string;
  endsAt: string;
  state: "asked" | "agreed" | "declined" | "withdrawn";
  reason: string;
  fromStaff: string;
  toStaff: string;
  fromName: string;
  toName: string;
  holds: boolean;
  begun: boolean;
};
export type ShownRota = {
  id: string;
  effectiveFrom: string;
  createdAt: string;
  members: { id: string; name: string; able: boolean }[];
  handoverWeekday: number;
  handoverTime: string;
  reason: string;
  setBy: string | null;
  state: "past" | "holds" | "planned";
};
export type Named = { id: string; name: string };
/** A form that was refused: which one, why, and what was typed. */
export type RefusedForm = { error: { field?: string; message: string }; values: Record<string, string> };
