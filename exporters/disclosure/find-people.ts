import type { Snapshot } from "../materials/snapshot.ts";
import type { Candidate, DisclosedScope, NameMatch } from "./disclosure-types.ts";
import { inScope } from "./events-in-scope.ts";
import { anyOrderKey, plainName } from "./name-key.ts";

const ROWS_AT_ONCE = 5000;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/**
 * Who of the events in the scope answers to each of its names. Nobody is looked for outside the scope: that would be disclosed
 * to us without being asked for.
 * @returns one entry for each name, in order, with its candidates; none where nobody has events in the scope
 */
export async function findPeople(snapshot: Snapshot, scope: DisclosedScope): Promise<NameMatch[]> {
  if (scope.persons.length === 0) return [];
  const { where, values } = inScope(scope, null);
  const wanted = scope.persons.map((named) => ({ plain: plainName(named), key: anyOrderKey(plainName(named)) }));
  const keys = new Set(wanted.map(({ key }) => key));
  const known = new Map<string, { plain: Set<string>; names: Set<string> }>();
  const names = snapshot.cursor(
    `select distinct person, person_name from service.events where ${where} and person <> '' and person_name <> ''`,
    values,
    ROWS_AT_ONCE,
  );
  for await (const rows of names)
    for (const row of rows) {
      const plain = plainName(row.person_name!);
      if (!keys.has(anyOrderKey(plain))) continue;
      const person = known.get(row.person!) ?? { plain: new Set(), names: new Set() };
      person.plain.add(plain);
      person.names.add(row.person_name!);
      known.set(row.person!, person);
    }
  const figures = await figuresOf(snapshot, scope, [...known.keys()]);
  return scope.persons.map((named, i) => ({
    named,
    candidates: [...known]
      .filter(([, { plain }]) => [...plain].some((name) => anyOrderKey(name) === wanted[i]!.key))
      .map(([person, { plain, names }]): Candidate => {
        const written = plain.has(wanted[i]!.plain) ? "same" : "other_order";
        return { person, names: [...names].sort(), ...figures.get(person)!, written };
      })
      .sort((a, b) => (a.person < b.person ? -1 : 1)),
  }));
}

type Figures = Pick<Candidate, "companies" | "events" | "first" | "last">;

async function figuresOf(snapshot: Snapshot, scope: DisclosedScope, people: string[]): Promise<Map<string, Figures>> {
  const { where, values } = inScope(scope, people);
  const rows = await snapshot.query(
    `select person, count(distinct business_id) as companies, count(*) as events,
            to_char(min(at) at time zone 'UTC', ${INSTANT}) as first, to_char(max(at) at time zone 'UTC', ${INSTANT}) as last
       from service.events where ${where} group by person`,
    values,
  );
  return new Map(
    rows.map(({ person, companies, events, first, last }) => [
      person!,
      { companies: Number(companies), events: Number(events), first: first!, last: last! },
    ]),
  );
}

/**
 * For each name whose events are disclosed, or null where a person has to say. By itself only one decides who alone has the
 * name, written in that order: a namesake's events are never disclosed. Nobody of that name is a decision too.
 * @param earlier what a person chose, and among whom; it holds while those who answer to the name are the same
 */
export function decidePeople(
  matches: readonly NameMatch[],
  earlier: readonly { named: string; among: readonly string[]; persons: readonly string[] }[],
): { named: string; persons: string[] | null }[] {
  return matches.map(({ named, candidates }) => {
    const people = candidates.map(({ person }) => person);
    const chosen = earlier.find((one) => one.named === named);
    if (chosen && [...chosen.among].sort().join("\n") === people.join("\n"))
      return { named, persons: [...chosen.persons] };
    if (people.length === 0) return { named, persons: [] };
    const alone = people.length === 1 && candidates[0]!.written === "same";
    return { named, persons: alone ? people : null };
  });
}
