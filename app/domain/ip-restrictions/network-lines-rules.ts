import { Temporal } from "temporal-polyfill";
import { TIME_ZONE } from "../../i18n/formats.ts";
import { NETWORKS_MAX } from "./ip-figures-rules.ts";
import { lastDay } from "./list-end-rules.ts";
import { type Network, type NetworkRules, parseNetwork } from "./network-rules.ts";

/** `expiresAt`: an ISO instant, UTC; null: stays until the list is changed. */
export type NetworkEntry = { network: string; label: string; expiresAt: string | null };
export type NetworkLine = NetworkEntry & { line: number; parsed: Network };
/** `at`: where in the line, in UTF-16 units; `line` counts from 1. */
export type LineFault = { line: number; at: number; message: string };

const LABEL_MAX = 100;
/** More than these at once help nobody. */
const FAULTS_MAX = 100;

/**
 * A list as people type or paste it: a line each with the network, what it is, and if it ends the last day on which it holds
 * (`198.51.100.0/24, Office Tampere, 2027-01-31`). Empty lines are left out.
 * @param now by which an end has to be in the future
 * @returns what could be read, and everything that is wrong
 */
export function parseNetworkLines(
  text: string,
  { now, ...rules }: NetworkRules & { now: Date },
): { lines: NetworkLine[]; faults: LineFault[] } {
  const lines: NetworkLine[] = [];
  const faults: LineFault[] = [];
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === "") continue;
    // One too many says it: each is compared with all others.
    if (lines.length > NETWORKS_MAX || faults.length >= FAULTS_MAX) break;
    const line = i + 1;
    const read = readLine(raw, rules, now);
    if ("message" in read) faults.push({ line, ...read });
    else {
      const same = lines.find((other) => other.network === read.network);
      if (same)
        faults.push({
          line,
          at: 0,
          message: `${read.network} is on line ${same.line} already. Leave one of them out.`,
        });
      else lines.push({ line, ...read });
    }
  }
  if (lines.length === 0 && faults.length === 0)
    faults.push({ line: 1, at: 0, message: "Give at least one network. To end a restriction, lift it." });
  if (lines.length > NETWORKS_MAX)
    faults.push({
      line: lines[NETWORKS_MAX]!.line,
      at: 0,
      message: `A list has at most ${NETWORKS_MAX} networks. Give wider ones that are all the customer's.`,
    });
  return { lines, faults };
}

function readLine(raw: string, rules: NetworkRules, now: Date): Omit<NetworkLine, "line"> | Omit<LineFault, "line"> {
  const comma = raw.indexOf(",");
  const read = parseNetwork(comma < 0 ? raw : raw.slice(0, comma), rules);
  if (!read.ok) return { at: read.fault.at, message: read.fault.message };
  const rest = comma < 0 ? "" : raw.slice(comma + 1);
  const last = rest.lastIndexOf(",");
  const day = (last < 0 ? "" : rest.slice(last + 1)).trim();
  const dated = /^\d/.test(day);
  const label = (dated ? rest.slice(0, last) : rest).trim().replace(/,\s*$/, "");
  const labelAt = comma < 0 ? raw.trimEnd().length : comma + 1;
  if (label === "") return { at: labelAt, message: "Say after a comma what the network is, such as “Office Tampere”." };
  if (label.length > LABEL_MAX)
    return { at: labelAt, message: `What a network is takes at most ${LABEL_MAX} characters. Say it shorter.` };
  if (/\p{Cc}/u.test(label)) return { at: labelAt, message: "Leave out tabs and other control characters." };
  const expiresAt = dated ? endOf(day) : null;
  const dayAt = comma + 1 + last + 1;
  if (dated && !expiresAt) return { at: dayAt, message: "Give the last day as YYYY-MM-DD, a day that exists." };
  if (expiresAt && new Date(expiresAt) <= now)
    return { at: dayAt, message: `${day} has passed. Give a later day, or leave the network out.` };
  return { network: read.network.text, label, expiresAt, parsed: read.network };
}

/** The instant at which a day in Helsinki is over; null for what is no day. */
function endOf(day: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  try {
    const next = Temporal.PlainDate.from(day, { overflow: "reject" }).add({ days: 1 });
    return new Date(next.toZonedDateTime(TIME_ZONE).epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}

/** A list as `parseNetworkLines` reads it. */
export const networkLines = (entries: readonly NetworkEntry[]): string =>
  entries
    .map(({ network, label, expiresAt }) => [network, label, ...(expiresAt ? [lastDay(expiresAt)] : [])].join(", "))
    .join("\n");
