import type { NewAnnotation, NewSilence } from "../../platform/grafana/grafana.ts";
import type { WindowState } from "../maintenance/window-states.ts";
import { type OwnerRef, ownerTag, silenceMarker, TAG } from "./marker-rules.ts";

export type WantedMark =
  /** `part`: the component's key. */
  | { kind: "silence"; part: string; content: Omit<NewSilence, "id"> }
  | { kind: "annotation"; part: ""; content: NewAnnotation };

/** Older ones are left in Grafana as they are, and neither looked at nor made. */
export const WATCHED_DAYS = 100;
export const watchedFrom = (now: Date): Date => new Date(now.getTime() - WATCHED_DAYS * 86_400_000);

export type WindowGiven = {
  id: string;
  kind: "planned" | "urgent";
  state: WindowState;
  titleEn: string;
  startsAt: Date;
  endsAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  cancelledAt: Date | null;
};
export type ScopeGiven = { key: string; alertMatchers: readonly { name: string; value: string }[] };

const LIVE: readonly WindowState[] = ["announced", "in_progress", "verifying"];
export const isLive = ({ state }: Pick<WindowGiven, "state">): boolean => LIVE.includes(state);

/**
 * Whether a component's alerts can be told from others: a silence without a matcher that has a value would keep every alert
 * quiet.
 */
export const hasMatchers = ({ alertMatchers }: Pick<ScopeGiven, "alertMatchers">): boolean =>
  alertMatchers.some(({ value }) => value !== "");

/**
 * What should be in Grafana for a window, from its row alone. Until its end a silence for each component in scope whose alerts
 * can be told from others, and one annotation for the whole of it, which is kept with the real end when it is over.
 */
export function wantedOfWindow(window: WindowGiven, scope: readonly ScopeGiven[], now: Date): WantedMark[] {
  const live = isLive(window);
  const over = window.state === "completed" || (window.state === "cancelled" && window.startedAt !== null);
  const annotation = live || over ? [annotationOf(window)] : [];
  // Past its end nothing is silenced: a window that overruns has to be extended.
  if (!live || now >= window.endsAt) return annotation;
  return [...scope.filter(hasMatchers).map((component) => silenceOf(window, component)), ...annotation];
}

function silenceOf(window: WindowGiven, { key, alertMatchers }: ScopeGiven): WantedMark {
  const content = {
    startsAt: window.startsAt.toISOString(),
    endsAt: window.endsAt.toISOString(),
    createdBy: "Huolto",
    comment: `${window.titleEn} (${silenceMarker(window.id, key)})`,
    matchers: alertMatchers.map(({ name, value }) => ({ name, value, isRegex: false, isEqual: true })),
  };
  return { kind: "silence", part: key, content };
}

function annotationOf(window: WindowGiven): WantedMark {
  const ended = window.state === "cancelled" ? window.cancelledAt : window.finishedAt;
  const time = window.startsAt.getTime();
  const words = window.kind === "urgent" ? "Urgent maintenance" : "Maintenance";
  // An urgent window is called so until somebody calls it something else.
  const title = window.titleEn === words ? words : `${words}: ${window.titleEn}`;
  const ref = { ownerKind: "window", ownerId: window.id } as const;
  return {
    kind: "annotation",
    part: "",
    content: {
      time,
      timeEnd: Math.max(time, (ended ?? window.endsAt).getTime()),
      tags: [TAG, "maintenance", window.kind, ownerTag(ref)],
      text: `${title}${window.state === "cancelled" ? " (cancelled while it ran)" : ""}`,
    },
  };
}

export type ReleaseGiven = {
  id: string;
  version: string;
  kind: "weekly" | "urgent";
  releasedAt: Date;
  rolledBackAt: Date | null;
};

/** One annotation at the release's moment. */
export function wantedOfRelease(release: ReleaseGiven): WantedMark[] {
  const ref: OwnerRef = { ownerKind: "release", ownerId: release.id };
  const time = release.releasedAt.getTime();
  const back = release.rolledBackAt;
  const content = {
    time,
    timeEnd: time,
    tags: [TAG, "release", release.kind, ownerTag(ref)],
    text: `${release.kind === "urgent" ? "Urgent release" : "Release"} ${release.version}${back ? `, rolled back at ${back.toISOString().slice(0, 16)}Z` : ""}`,
  };
  return [{ kind: "annotation", part: "", content }];
}
