import { paths } from "#app/paths.ts";
import { LinkTabs } from "../bulletins/link-tabs.tsx";

export const shows = ["open", "mine", "unassigned", "overdue", "closed", "all"] as const;
export type Show = (typeof shows)[number];
export type Narrowed = { kind: string; q: string; customer: string };
type Counts = { open: number; mine: number; unassigned: number; overdue: number };

const words: Record<Show, string> = {
  open: "Open",
  mine: "Mine",
  unassigned: "Unassigned",
  overdue: "Overdue",
  closed: "Closed",
  all: "All",
};

/** The address of the list with these filters; the open ones are what it shows by itself. */
export const listAt = ({ show, before, ...narrowed }: Narrowed & { show: Show; before?: string }) =>
  paths.cases({ show: show === "open" ? undefined : show, ...narrowed, before });

/** Which cases: each an address, with how many there are of those that are counted. */
export function CaseTabs({ show, narrowed, counts }: { show: Show; narrowed: Narrowed; counts: Counts }) {
  return (
    <LinkTabs
      label="Which cases"
      tabs={shows.map((each) => ({
        to: listAt({ ...narrowed, show: each }),
        label: (
          <>
            {words[each]}
            {each in counts && (
              <span className="font-normal text-muted tabular-nums">{counts[each as keyof Counts]}</span>
            )}
          </>
        ),
        current: each === show,
      }))}
    />
  );
}

/** What a list without rows says: what would be here, and how it comes. */
export function emptyWords(show: Show, narrowed: boolean): { title: string; says: string } {
  if (narrowed)
    return { title: "No case matches", says: "Look for another word, of all kinds, or among all the cases." };
  return emptiness[show];
}

const emptiness: Record<Show, { title: string; says: string }> = {
  open: { title: "No case is open", says: "Cases come from the ticket system, or are opened here by hand." },
  mine: { title: "No open case is yours", says: "Take one of those that nobody has yet." },
  unassigned: { title: "Every open case has somebody", says: "A new case shows here until somebody takes it." },
  overdue: { title: "Nothing is late", says: "A case shows here when its time to answer is over." },
  closed: { title: "No case has been closed yet", says: "What was decided of a case stays here to be read." },
  all: {
    title: "No cases yet",
    says: "A case keeps what a customer asked, what was found and what was answered in one place.",
  },
};
