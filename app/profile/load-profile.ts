import { readFileSync } from "node:fs";
import path from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { circleFrom } from "./circle.ts";
import { componentPurposes, notForComponents } from "./component-purposes.ts";
import { namedDays } from "./days-off.ts";
import { type Profile, profileSchema } from "./profile-schema.ts";
import { type PurposeName, purposeNames, purposes } from "./purposes.ts";
import { rruleFault } from "./rrule-days.ts";

export const DEFAULT_PROFILE = path.join(import.meta.dirname, "netvisor.yaml");

/** A profile that cannot be used: each fault with its file, line and place. */
export class ProfileError extends Error {
  override name = "ProfileError";
}

type Fault = { path: readonly PropertyKey[]; says: string };

/**
 * Reads and checks the service profile.
 * @param file YAML; see netvisor.yaml for every field
 * @throws ProfileError naming each fault as `file:line: place: sentence`
 */
export function loadProfile(file: string = DEFAULT_PROFILE): Profile {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    throw new ProfileError(
      `The service profile ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). SERVICE_PROFILE names it.`,
    );
  }
  return parseProfile(source, path.basename(file));
}

/** As `loadProfile`, from the text itself. @param name how the faults call the file */
export function parseProfile(source: string, name: string): Profile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  if (document.errors.length > 0) {
    const faults = document.errors.map(
      (error) => `  ${name}:${lines.linePos(error.pos[0]).line}: ${error.message.split("\n")[0]}`,
    );
    throw new ProfileError(`The service profile is not YAML:\n${faults.join("\n")}`);
  }
  const parsed = profileSchema.safeParse(document.toJS());
  const faults: Fault[] = parsed.success
    ? crossChecks(parsed.data)
    : parsed.error.issues.map((issue) => ({
        path: issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path,
        says: issue.message,
      }));
  if (parsed.success && faults.length === 0) return parsed.data;
  const told = faults.map(
    (fault) => `  ${name}:${lineOf(document, lines, fault.path)}: ${fault.path.map(String).join(".")}: ${fault.says}`,
  );
  throw new ProfileError(`The service profile has faults:\n${told.join("\n")}`);
}

/** The line of the nearest thing that is there: a missing field is told at what should hold it. */
function lineOf(document: Document, lines: LineCounter, place: readonly PropertyKey[]): number {
  for (let length = place.length; length > 0; length -= 1) {
    const holder = document.getIn(place.slice(0, length - 1), true) ?? document.contents;
    const name = place[length - 1];
    // A field is where its name is: its value may begin lines below.
    const found = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && key.value === name)?.key
      : isSeq(holder) && holder.items[Number(name)];
    if (isNode(found) && found.range) return lines.linePos(found.range[0]).line;
  }
  return 1;
}

/** What one field alone cannot tell. */
function crossChecks(profile: Profile): Fault[] {
  return [
    ...officeHourFaults(profile),
    ...maintenanceFaults(profile),
    ...componentFaults(profile),
    ...queryFaults(profile),
  ];
}

function maintenanceFaults({ maintenance, components }: Profile): Fault[] {
  const faults: Fault[] = [];
  const { rule, starts, ends, scope } = maintenance;
  const fault = "rrule" in rule ? rruleFault(rule.rrule) : null;
  if (fault) faults.push({ path: ["maintenance", "rule", "rrule"], says: fault });
  if (starts.weekday === ends.weekday && starts.at === ends.at)
    faults.push({ path: ["maintenance", "ends"], says: "must not be the moment at which it starts" });
  scope.forEach((key, i) => {
    if (components.some((component) => component.key === key)) return;
    faults.push({ path: ["maintenance", "scope", i], says: `no component has the key ${key}` });
  });
  return faults;
}

function officeHourFaults({ officeHours, service }: Profile): Fault[] {
  const faults: Fault[] = [];
  if (officeHours.from >= officeHours.to)
    faults.push({ path: ["officeHours", "to"], says: `must be after ${officeHours.from}` });
  const known = namedDays(service.country);
  if (known.size === 0)
    faults.push({ path: ["service", "country"], says: `no public holidays are known of ${service.country}` });
  officeHours.alsoClosed.forEach((name, i) => {
    if (known.size === 0 || known.has(name)) return;
    const says = `${service.country} has no day called ${name}; it has ${[...known].join(", ")}`;
    faults.push({ path: ["officeHours", "alsoClosed", i], says });
  });
  return faults;
}

function componentFaults({ components }: Profile): Fault[] {
  const faults: Fault[] = [];
  const keys = new Map(components.map((component) => [component.key, component]));
  components.forEach((component, i) => {
    if (keys.get(component.key) !== component)
      faults.push({ path: ["components", i, "key"], says: `two components have the key ${component.key}` });
    component.dependsOn.forEach((key, j) => {
      if (!keys.has(key))
        faults.push({ path: ["components", i, "dependsOn", j], says: `no component has the key ${key}` });
    });
    component.queries.forEach(({ purpose, filters }, j) => {
      if (!componentPurposes.includes(purpose))
        faults.push({ path: ["components", i, "queries", j, "purpose"], says: notForComponents(purpose) });
      const known: readonly string[] = purposes[purpose].labels;
      for (const label of Object.keys(filters)) {
        if (known.includes(label)) continue;
        const says = `${purpose} has no label ${label}; it has ${known.join(", ") || "none"}`;
        faults.push({ path: ["components", i, "queries", j, "filters", label], says });
      }
    });
    const circle = circleFrom(component.key, (key) => keys.get(key)?.dependsOn ?? []);
    if (circle)
      faults.push({ path: ["components", i, "dependsOn"], says: `depends on itself: ${circle.join(" -> ")}` });
  });
  return faults;
}

/** Stand-ins that are as PromQL wants them, so that a template can be parsed. */
const samples: Record<string, string> = {
  window: "5m",
  filters: 'a="b"',
  by: "a",
  quantile: "0.95",
  limit: "20",
  minimum: "1",
  target: "0.8",
};

function queryFaults({ queries }: Profile): Fault[] {
  const faults: Fault[] = [];
  for (const purpose of purposeNames) {
    const fault = queryFault(purpose, queries[purpose]);
    if (fault) faults.push({ path: ["queries", purpose], says: fault });
  }
  return faults;
}

function queryFault(purpose: PurposeName, template: string): string | null {
  const used = [...template.matchAll(/\$([a-z]+)/g)].map((match) => match[1]!);
  const taken: readonly string[] = purposes[purpose].placeholders;
  const strange = used.find((name) => !taken.includes(name));
  if (strange) return `does not take $${strange}; it takes ${taken.map((name) => `$${name}`).join(", ") || "none"}`;
  // Numbers may be written out; without the others the answer would be about something else.
  const missing = taken.find((name) => ["window", "filters", "by"].includes(name) && !used.includes(name));
  if (missing) return `does not use $${missing}, so it would answer another question`;
  const promql = template.replace(/\$([a-z]+)/g, (_, name: string) => samples[name] ?? "");
  let at: number | null = null;
  parser.parse(promql).iterate({
    enter: (node) => {
      if (node.type.isError) at ??= node.from;
    },
  });
  return at === null ? null : `is not PromQL near "${promql.slice(at, at + 30).trim() || "its end"}"`;
}
