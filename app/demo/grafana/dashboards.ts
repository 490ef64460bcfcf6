import { HttpResponse } from "msw";
import type { Profile } from "#app/profile/profile-schema.ts";
import { FOLDER } from "./alert-rules.ts";

/** `GET /api/search`: a dashboard for each component and one for latency, by words of the title and by tag. */
export function dashboardsAnswer(profile: Profile, search: URLSearchParams, basePath: string): Response {
  const all = [
    { uid: "latency", title: `${profile.service.name}: latency`, tags: ["latency"] },
    ...profile.components.map(({ key, name }) => ({ uid: key, title: name.en, tags: ["component", key] })),
  ];
  const words = (search.get("query") ?? "").toLowerCase();
  const tags = search.getAll("tag");
  const found = all.filter(
    (one) => one.title.toLowerCase().includes(words) && tags.every((tag) => one.tags.includes(tag)),
  );
  const limit = Math.min(Number(search.get("limit") ?? 1000) || 1000, 5000);
  const first = (Math.max(1, Number(search.get("page") ?? 1) || 1) - 1) * limit;
  return HttpResponse.json(
    found.slice(first, first + limit).map((one) => ({
      ...one,
      type: "dash-db",
      uri: `db/${one.uid}`,
      url: `${basePath}/d/${one.uid}/${one.uid}`,
      folderUid: FOLDER.uid,
      folderTitle: FOLDER.title,
      isStarred: false,
    })),
  );
}

/** `GET /api/v1/provisioning/mute-timings`: the month's maintenance window, as far as such an interval can say it. */
export function muteTimingsAnswer({ maintenance, service }: Profile): Response {
  const { starts, ends } = maintenance;
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  // The third full week's weekend begins on the 20th at the earliest and ends on the 27th at the latest.
  const on = (weekday: number, from: string, to: string) => ({
    times: [{ start_time: from, end_time: to }],
    weekdays: [days[weekday - 1]],
    days_of_month: ["20:27"],
    location: service.timeZone,
  });
  return HttpResponse.json([
    {
      name: "Maintenance window",
      time_intervals: [on(starts.weekday, starts.at, "24:00"), on(ends.weekday, "00:00", ends.at)],
    },
  ]);
}
