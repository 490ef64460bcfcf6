import type { Clock } from "#app/platform/clock.ts";
import type { Series } from "#app/platform/grafana/grafana.ts";
import type { Ask, Measurement, Measurements, Provenance } from "../../measurements/measurement.ts";
import type { Facts, WeekFacts } from "./facts.ts";
import { type Answers, releasesSeen, weekFacts } from "./facts-rules.ts";
import type { Span } from "./period-rules.ts";
import {
  askCourse,
  askIntegrationWeek,
  askReleases,
  askSpan,
  ofCustomer,
  ofEverybody,
  ofService,
  type QuestionName,
} from "./questions.ts";

/** Which questions are also asked for their course; those of the customer also in the normal weeks. */
const courseNames = ["average", "requests", "rum", "reportSeconds", "integrationSeconds"] as const;
const serviceCourseNames = ["nodes", "dependencies"] as const;
export type CourseName = (typeof courseNames)[number] | (typeof serviceCourseNames)[number] | "everybody" | "page";

export type Evidence = {
  facts: Omit<Facts, "windows">;
  /** Of the questions about the period itself. */
  sources: Record<QuestionName, Provenance>;
  releases: Provenance;
  /** Each question's course in the period and, where it is asked, in the normal weeks. Null: no answer. */
  courses: Partial<Record<CourseName, (Series[] | null)[]>>;
  /** The customer's integrations, hour by hour, in the week before the end. */
  integrationWeek: Series[] | null;
  /** The spans of the normal weeks, in their order. */
  weeks: Span[];
};

/**
 * Asks Grafana everything that a diagnosis needs: the period, the normal weeks, their courses, and the releases. About 150
 * questions in 14 requests at most. A question that fails is no data; the others go on.
 */
export async function gatherEvidence(
  { measurements, clock }: { measurements: Measurements; clock: Clock },
  { customer, span, weeks, page }: { customer: string; span: Span; weeks: Span[]; page: string | null },
  signal?: AbortSignal,
): Promise<Evidence> {
  const now = clock.now();
  const own = ofCustomer(customer);
  const light = Object.entries({ ...own, ...ofService });
  const heavy = Object.entries(ofEverybody);
  const spans = [span, ...weeks];
  const spanAsks = (questions: typeof light | typeof heavy) =>
    spans.flatMap((one) => questions.map(([, question]) => askSpan(question, one, now)));
  const everybody = { purpose: "latency.average", params: { filters: {}, by: ["client"] } } as const;
  const courses: { name: CourseName; asks: Ask[] }[] = [
    ...courseNames.map((name) => ({ name, asks: spans.map((one) => askCourse(own[name], one, now)) })),
    ...serviceCourseNames.map((name) => ({ name, asks: [askCourse(ofService[name], span, now)] })),
    { name: "everybody", asks: spans.map((one) => askCourse(everybody, one, now)) },
    ...(page === null
      ? []
      : [
          {
            name: "page" as const,
            asks: spans.map((one) =>
              askCourse({ purpose: "latency.average", params: { filters: { page }, by: ["client"] } }, one, now),
            ),
          },
        ]),
  ];
  // What reads the most series may take too long: it must not take the rest with it.
  const [lightAnswers, heavyAnswers, courseAnswers, [releases, integrationWeek]] = await Promise.all([
    measurements.read(spanAsks(light), signal),
    measurements.read(spanAsks(heavy), signal),
    measurements.read(
      courses.flatMap(({ asks }) => asks),
      signal,
    ),
    measurements.read([askReleases(span, now), askIntegrationWeek(customer, span, now)], signal),
  ]);
  const weekAnswers = (week: number): Record<QuestionName, Measurement> =>
    Object.fromEntries([
      ...light.map(([name], i) => [name, lightAnswers[week * light.length + i]]),
      ...heavy.map(([name], i) => [name, heavyAnswers[week * heavy.length + i]]),
    ]);
  const factsOf = (week: number): WeekFacts => {
    const answers = weekAnswers(week);
    return weekFacts(
      Object.fromEntries(Object.entries(answers).map(([name, { series }]) => [name, series])) as Answers,
    );
  };
  let at = 0;
  const byCourse = Object.fromEntries(
    courses.map(({ name, asks }) => {
      const series = courseAnswers.slice(at, at + asks.length).map((answer) => answer.series);
      at += asks.length;
      return [name, series];
    }),
  ) as Evidence["courses"];
  const seen = weekAnswers(0);
  return {
    facts: {
      from: span.from.getTime(),
      to: span.to.getTime(),
      page,
      seen: factsOf(0),
      normal: weeks.map((_, i) => factsOf(i + 1)),
      releases: releasesSeen(releases?.series ?? []),
      course: Object.fromEntries(
        (byCourse.everybody?.[0] ?? []).map(({ labels, points }) => [labels.client ?? "", points]),
      ),
    },
    sources: Object.fromEntries(
      Object.entries(seen).map(([name, { provenance }]) => [name, provenance]),
    ) as Evidence["sources"],
    releases: releases!.provenance,
    courses: byCourse,
    integrationWeek: integrationWeek?.series ?? null,
    weeks,
  };
}
