import type { Grafana, GrafanaResult, PromQuery, Series } from "#app/platform/grafana/grafana.ts";

/** A question with its PromQL filled in and its instants fixed. An instant one has no `from`. */
export type Wanted = {
  key: string;
  promql: string;
  to: Date;
} & ({ kind: "instant" } | { kind: "range"; from: Date; stepSeconds: number });

/** Queries of one request: Grafana starts them together, and its time-out is of the whole. */
const QUERIES_MAX = 40;
/** A request must have a beginning, which instants have no use for. */
const INSTANT_FROM_MS = 60_000;

/** Puts questions together that can go in one request: those of one time range, and instants at its end. */
export function intoRequests(wanted: readonly Wanted[]): { from: Date; to: Date; questions: Wanted[] }[] {
  const requests: { from: Date; to: Date; questions: Wanted[] }[] = [];
  const room = (found: { questions: Wanted[] }) => found.questions.length < QUERIES_MAX;
  const ranges = wanted.filter((question) => question.kind === "range");
  const instants = wanted.filter((question) => question.kind === "instant");
  for (const question of [...ranges, ...instants]) {
    const to = question.to.getTime();
    const from = question.kind === "range" ? question.from.getTime() : null;
    const request = requests.find(
      (known) => known.to.getTime() === to && (from === null || known.from.getTime() === from) && room(known),
    );
    if (request) request.questions.push(question);
    else requests.push({ from: new Date(from ?? to - INSTANT_FROM_MS), to: question.to, questions: [question] });
  }
  return requests;
}

/** Asks Grafana, in as few requests as possible. @param each gets the results of one request, as soon as they are there */
export async function fetchAnswers(
  grafana: Grafana,
  wanted: readonly Wanted[],
  signal: AbortSignal,
  each: (answered: Map<Wanted, GrafanaResult<Series[]>>) => void,
): Promise<void> {
  const ask = async ({ from, to, questions }: ReturnType<typeof intoRequests>[number]) => {
    const queries = questions.map((question, i): PromQuery => {
      const named = { refId: `Q${i}`, expr: question.promql };
      return question.kind === "range"
        ? { ...named, kind: "range", stepSeconds: question.stepSeconds }
        : { ...named, kind: "instant" };
    });
    const results = await grafana.query({ from, to, queries }, { signal });
    each(
      new Map(questions.map((question, i) => [question, results.get(`Q${i}`) ?? { ok: false, problem: unanswered }])),
    );
  };
  await Promise.all(intoRequests(wanted).map(ask));
}

const unanswered = {
  kind: "not_grafana",
  message: "Grafana left this question out of its answer. Report this with Grafana's version.",
} as const;
