import { formatInstant } from "#app/i18n/formats.ts";

/** An instant as ms or as an ISO string: loaders give either. */
export type Moment = number | string;
export const msOf = (moment: Moment): number => new Date(moment).getTime();

export type ChartWindow = { from: Moment; to: Moment; title: string; announced: boolean };
export type ChartRelease = { at: Moment; version: string; kind: string };

export const windowText = (window: ChartWindow): string =>
  `${window.announced ? "Announced window" : "Urgent maintenance"} ${formatInstant(new Date(window.from))} to ${formatInstant(new Date(window.to))}: ${window.title}`;

export const releaseText = (release: ChartRelease): string =>
  `${release.kind === "urgent" ? "Urgent release" : "Release"} ${release.version}, ${formatInstant(new Date(release.at))}`;

/** What lies within the period that is drawn. */
export const windowsWithin = (windows: readonly ChartWindow[], from: number, to: number) =>
  windows.filter((window) => msOf(window.to) > from && msOf(window.from) < to);
export const releasesWithin = (releases: readonly ChartRelease[], from: number, to: number) =>
  releases.filter((release) => msOf(release.at) >= from && msOf(release.at) <= to);
