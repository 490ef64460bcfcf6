import { z } from "zod";

/** What Grafana answers, as far as the console reads it. Fields that it does not read may change as they like. */
const labels = z.record(z.string(), z.string());
/** Grafana writes null for lists and maps that are empty. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
/** Shown as a time: what is none would end a page in an error. */
const instant = z.string().refine((at) => !Number.isNaN(Date.parse(at)));
const labelsOrNone = labels.nullish().transform((found) => found ?? {});

export const health = z.object({ version: z.string(), commit: z.string().optional(), database: z.string() });
export const dataSource = z.object({ uid: z.string(), name: z.string(), type: z.string() });
export const dataSourceHealth = z.object({ status: z.string(), message: z.string().default("") });

const field = z.object({
  name: z.string().default(""),
  type: z.string().optional(),
  labels: labelsOrNone,
});
export const frame = z.object({
  schema: z.object({ fields: listOf(field) }).optional(),
  data: z.object({ values: listOf(z.array(z.unknown())) }).optional(),
});
export type Frame = z.infer<typeof frame>;

/** One query's part of an answer of /api/ds/query. An error may stand beside frames. */
export const queryPart = z.object({
  status: z.number().optional(),
  error: z.string().optional(),
  errorSource: z.string().optional(),
  frames: listOf(frame),
});
export type QueryPart = z.infer<typeof queryPart>;

const rule = z.object({
  name: z.string(),
  state: z.string().default(""),
  health: z.string().default(""),
  lastError: z.string().optional(),
  labels: labelsOrNone,
  annotations: labelsOrNone,
});
export const alertRules = z.object({
  data: z.object({
    groups: listOf(z.object({ name: z.string(), file: z.string(), rules: listOf(rule) })),
    groupNextToken: z.string().optional(),
  }),
});

export const alerts = z.object({
  data: z.object({
    alerts: listOf(
      z.object({
        labels: labelsOrNone,
        annotations: labelsOrNone,
        state: z.string(),
        activeAt: z.string().nullish(),
      }),
    ),
  }),
});

export const firingAlerts = listOf(
  z.object({
    fingerprint: z.string(),
    startsAt: instant,
    endsAt: instant,
    status: z.object({ state: z.string(), silencedBy: listOf(z.string()), inhibitedBy: listOf(z.string()) }),
    labels: labelsOrNone,
    annotations: labelsOrNone,
  }),
);

const matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  // Older alertmanagers leave it out, meaning true.
  isEqual: z.boolean().default(true),
});
export const silences = listOf(
  z.object({
    id: z.string(),
    status: z.object({ state: z.enum(["active", "pending", "expired"]) }),
    startsAt: instant,
    endsAt: instant,
    createdBy: z.string().default(""),
    comment: z.string().default(""),
    matchers: listOf(matcher),
  }),
);
export const silenceMade = z.object({ silenceID: z.string() });

export const annotations = listOf(
  z.object({
    id: z.number(),
    time: z.number(),
    timeEnd: z.number().optional(),
    tags: listOf(z.string()),
    text: z.string().default(""),
  }),
);
export const annotationMade = z.object({ id: z.number() });

export const dashboards = listOf(
  z.object({
    uid: z.string(),
    title: z.string(),
    url: z.string(),
    tags: listOf(z.string()),
    folderUid: z.string().optional(),
  }),
);

/** The parts of an error's body that are names: never its free text. */
export const errorBody = z
  .object({
    message: z.string(),
    messageId: z.string(),
    traceID: z.string(),
    traceId: z.string(),
    accessErrorId: z.string(),
  })
  .partial();
