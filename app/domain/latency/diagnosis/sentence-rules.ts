import type { Analysis } from "./analysis-rules.ts";
import type { Cause } from "./diagnosis-types.ts";
import type { Facts } from "./facts.ts";
import type { Found, Judged } from "./verdict-rules.ts";
import { count, percent, seconds, times } from "./words-rules.ts";

/** What one cause did, with its figures. */
export function verdictSentence(analysis: Analysis, { cause, subject, share }: Found): string {
  const part = `${percent(share)} of the excess`;
  const { rum, others, client, page, node, dependency, loads, maintenance, asked } = analysis;
  const load = loads.find((one) => one.cause === cause);
  switch (cause) {
    case "network":
      return `${part}: the customer's network took ${seconds(rum.network!.seen)} of a page load, normally ${seconds(rum.network!.normal)}.`;
    case "browser":
      return `${part}: the customer's browsers took ${seconds(rum.browser!.seen)} of a page load, normally ${seconds(rum.browser!.normal)}.`;
    case "service": {
      const all = others[client];
      return all
        ? `${part}: all other customers waited ${seconds(all.seen)} a request too, normally ${seconds(all.normal)}.`
        : `${part}: the service was slow for everybody.`;
    }
    case "page": {
      const figures = asked && asked.page === subject ? asked : page;
      const release = page?.release
        ? ` Release ${page.release.version} began to run within 72 hours before.`
        : " No release began within 72 hours before.";
      return figures
        ? `${part}: ${subject} took ${seconds(figures.seen)} for everybody, normally ${seconds(figures.normal)}.${release}`
        : `${part}: one page.`;
    }
    case "node":
      return node?.out
        ? `${part}: ${subject} was out, and the other servers carried its load.`
        : `${part}: ${subject} took ${seconds(node!.seen)} a request, normally ${seconds(node!.normal)}, while its peers took ${times(node!.peers)} their normal.`;
    case "dependency":
      return `${part}: ${subject} answered in ${seconds(dependency!.seen)}, normally ${seconds(dependency!.normal)}${troubles(dependency!)}.`;
    case "reports":
      return `${part}: the customer's own reports had ${count(load!.volume)} rows, normally ${count(load!.normalVolume)}, and took ${count(load!.seconds)} s, normally ${count(load!.normalSeconds)} s.`;
    case "integration":
      return `${part}: the customer's integrations sent ${count(load!.volume)} requests, normally ${count(load!.normalVolume)}, and took ${count(load!.seconds)} s, normally ${count(load!.normalSeconds)} s${subject ? `; ${subject} grew most` : ""}.`;
    case "robot":
      return `${part}: the customer's robots sent ${count(load!.volume)} requests, normally ${count(load!.normalVolume)}, and took ${count(load!.seconds)} s, normally ${count(load!.normalSeconds)} s.`;
    case "maintenance":
      return maintenance?.certain
        ? `${part}: maintenance was held in the period (${maintenance.title}).`
        : `${part}: everybody waited longer during what looks like maintenance (${maintenance?.title}).`;
  }
}

function troubles({ errorShare, upShare }: { errorShare: number | null; upShare: number | null }): string {
  const errors = errorShare !== null && errorShare > 0.05 ? `, and ${percent(errorShare)} of its answers failed` : "";
  const down = upShare !== null && upShare < 0.95 ? `, and it answered only ${percent(upShare)} of the time` : "";
  return errors + down;
}

const nouns: Record<Exclude<Cause, "none">, (subject: string | null) => string> = {
  service: () => "the service itself was slow for everybody",
  page: (subject) => `the page ${subject} was slow for everybody`,
  node: (subject) => `the server ${subject} was not like its peers`,
  dependency: (subject) => `the connection ${subject} was not as usual`,
  network: () => "the customer's own network was slow",
  browser: () => "the customer's browsers or computers were slow",
  reports: () => "the customer ran large reports",
  integration: () => "the customer's integrations sent much traffic",
  robot: () => "the customer's robots sent much traffic",
  maintenance: () => "maintenance was going on",
};

/** The answer in one sentence. */
export function answerSentence(analysis: Analysis, { verdicts, unexplainedShare }: Judged, facts: Facts): string {
  if (!analysis.enough) return "There is not enough data to say anything about these hours.";
  const compared = analysis.normal === null ? "" : ` (${seconds(analysis.seen)}, normally ${seconds(analysis.normal)})`;
  if (!analysis.abnormal)
    return facts.page === null
      ? `Nothing was abnormal: loads took as long as in the same hours of earlier weeks${compared}.`
      : `Nothing was abnormal, neither on ${facts.page} nor elsewhere${compared}.`;
  const [main, ...more] = verdicts;
  const slower = `Loads took ${seconds(analysis.total)} longer than normal`;
  if (!main) return `${slower}, and no check explains it: ask the platform team.`;
  const also = more.map((one) => `; ${percent(one.share)}: ${nouns[one.cause](one.subject)}`).join("");
  const rest = unexplainedShare >= 0.2 ? `; ${percent(unexplainedShare)} is unexplained` : "";
  return `${slower}: ${percent(main.share)} of it because ${nouns[main.cause](main.subject)}${also}${rest}.`;
}
