import { z } from "zod";
import { languages } from "#app/i18n/languages.ts";
import { componentKinds } from "#db/schema/component-kinds.ts";
import { purposeNames } from "./purposes.ts";

const text = z.string().trim().min(1);
/** Becomes a link of the console's pages: no javascript: address can be one. */
const webAddress = z.url({ protocol: /^https?$/, error: "must be an address that begins with https:// or http://" });
const threeLanguages = z.strictObject({ en: text, fi: text, sv: text });
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a wall time such as 08:00");
const weekday = z.number().int().min(1).max(7);

const limits = z.strictObject({
  slowAbove: z.number().positive().optional(),
  partialBelow: z.number().optional(),
  downBelow: z.number().optional(),
});

/** The shape of the service profile: everything that is one installation's and not the product's. */
export const profileSchema = z.strictObject({
  service: z.strictObject({
    name: text,
    owner: text,
    statement: z.strictObject({ href: webAddress, date: z.iso.date() }),
    timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), {
      message: "must be a time zone of the IANA database, such as Europe/Helsinki",
    }),
    /** ISO 3166-1 alpha-2, for public holidays. */
    country: z.string().regex(/^[A-Z]{2}$/, "must be a country code such as FI"),
  }),
  latency: z.strictObject({
    /** Seconds; a bucket of the histogram must end exactly there. */
    targetSeconds: z.number().positive(),
    /** The share of requests within the target that is aimed at, 0..1. */
    objective: z.number().gt(0).lt(1),
    /** A customer with fewer requests in the period is not in the list of the worst. */
    minimumRequests: z.number().int().min(1),
    clients: z.array(z.strictObject({ id: text, name: threeLanguages })).min(1),
    /** Multi-window burn alerts: both windows must burn faster than the factor. */
    burn: z.array(
      z.strictObject({
        severity: z.enum(["page", "ticket"]),
        factor: z.number().positive(),
        long: z.string().regex(/^\d+[mhd]$/),
        short: z.string().regex(/^\d+[mhd]$/),
      }),
    ),
  }),
  maintenance: z.strictObject({
    /**
     * On which days breaks are allowed: the week (Monday to Sunday) that is the n-th to lie wholly within its month, or the days
     * that an RRULE gives (RFC 5545, 3.3.10), each the Monday or another day of a week that `starts` and `ends` are counted in.
     */
    rule: z.union(
      [z.strictObject({ fullWeek: z.number().int().min(1).max(3) }), z.strictObject({ rrule: text })],
      "must be { fullWeek: 1, 2 or 3 } or { rrule: an RRULE such as FREQ=MONTHLY;BYDAY=2SU }",
    ),
    /** Days before a window starts by which it must be announced. */
    announceDays: z.number().int().min(0),
    starts: z.strictObject({ weekday, at: wallTime }),
    ends: z.strictObject({ weekday, at: wallTime }),
    /** Keys of the components that a window takes down unless it says otherwise. */
    scope: z.array(text).min(1),
    /** Minutes before its end at which a window that still runs is warned about. */
    warnMinutesBeforeEnd: z.number().int().min(1),
    /** What is done in each window, in order. */
    checklist: z.array(text).max(40),
    /** Days on which customers need the service more than on others: a moved or urgent window says which it meets. */
    busy: z.strictObject({
      /** Day of the month on which VAT is due. */
      vatDueDay: z.number().int().min(1).max(28),
      /** Days of the month on which salaries are paid; 31 is the last day of any month. */
      salaryDays: z.array(z.number().int().min(1).max(31)),
      /** The last days of a month and as many first ones, in which the books of the month are closed. */
      monthEndDays: z.number().int().min(0).max(7),
    }),
  }),
  ipRestrictions: z
    .strictObject({
      /** Whether a customer may come from the networks of examples (192.0.2.0/24, 2001:db8::/32): in the demo, never in production. */
      documentationNetworks: z.boolean(),
    })
    .default({ documentationNetworks: false }),
  bulletins: z.strictObject({
    /** The language in which a bulletin is written first. */
    firstLanguage: z.enum(languages),
    /** When the week's bulletin should be out. */
    due: z.strictObject({ weekday, at: wallTime }),
  }),
  backups: z.strictObject({
    rules: z
      .array(
        z.strictObject({
          tier: z.enum(["primary", "secondary", "offsite"]),
          name: threeLanguages,
          everyHours: z.number().positive(),
        }),
      )
      .length(3),
    minimumInstances: z.number().int().min(1),
    minimumMedia: z.number().int().min(1),
    minimumSites: z.number().int().min(1),
    /** Evidence that has not been refreshed for so long is no evidence, whatever it said. */
    evidenceMaxAgeMinutes: z.number().int().positive(),
    /** A restore that was tried longer ago than this is asked for again. */
    restoreTestMaxAgeDays: z.number().int().positive(),
    recovery: z.strictObject({
      activeMinutes: z.strictObject({ min: z.number().positive(), max: z.number().positive() }),
      lossMinimumMinutes: z.number().positive(),
      lossMaximumHours: z.number().positive(),
    }),
  }),
  officeHours: z.strictObject({
    weekdays: z.array(weekday).min(1),
    from: wallTime,
    to: wallTime,
    /** Who answers in them. */
    desk: text,
    /** Days on which the office is closed besides the country's public holidays, by their English names. */
    alsoClosed: z.array(text).default([]),
  }),
  facts: z.strictObject({
    dataLocations: z.array(z.strictObject({ what: text, where: text, by: text })),
    subcontractors: z.array(z.strictObject({ name: text, for: text })),
    subcontractorList: webAddress,
    /** Where whoever wants to audit the service finds its certificates and programmes. */
    trustCentre: webAddress,
    dataProtectionOfficer: z.strictObject({ name: text, title: text, email: z.email() }),
    contacts: z.array(z.strictObject({ what: text, href: webAddress })),
    promises: z.array(z.strictObject({ id: text, says: text, section: text })),
  }),
  components: z.array(
    z.strictObject({
      key: z.string().regex(/^[a-z][a-z0-9-]{1,62}$/),
      name: threeLanguages,
      kind: z.enum(componentKinds),
      ownerTeam: text,
      customerFacing: z.boolean(),
      dependsOn: z.array(text).default([]),
      links: z.array(z.strictObject({ label: text, href: webAddress })).default([]),
      alertMatchers: z.array(z.strictObject({ name: text, value: text })).default([]),
      queries: z
        .array(
          z.strictObject({
            purpose: z.enum(purposeNames),
            filters: z.record(z.string(), z.string()).default({}),
            ...limits.shape,
          }),
        )
        .default([]),
    }),
  ),
  /** PromQL of each purpose, with the placeholders that `purposes.ts` names. */
  queries: z.record(z.enum(purposeNames), text),
});
export type Profile = z.infer<typeof profileSchema>;
