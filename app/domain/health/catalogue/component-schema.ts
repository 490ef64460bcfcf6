import { z } from "zod";
import { componentKinds } from "#db/schema/component-kinds.ts";
import type { ComponentQuery } from "#db/schema/health.ts";
import { componentPurposes, notForComponents } from "#app/profile/component-purposes.ts";
import { purposes } from "#app/profile/purposes.ts";
import { isRunbook } from "./link-target.ts";

const line = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Give ${what}.`)
    .max(max, `Shorten ${what} to at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");

const ROWS_MAX = 20;

/** Rows of a form: those left blank do not count, and the others keep their place, so that a fault is told beside its row. */
function rows<S extends z.ZodType>(row: S, what: string) {
  const blank = (value: unknown) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((field) => String(field ?? "").trim() === "");
  return z
    .array(z.preprocess((value) => (blank(value) ? null : value), row.nullable()))
    .max(ROWS_MAX * 2, `At most ${ROWS_MAX} ${what}.`)
    .transform((all) => all.filter((one): one is NonNullable<typeof one> => one !== null));
}

function isWebAddress(href: string): boolean {
  const url = URL.parse(href);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

const link = z.object({
  label: line("what the link shows", 80),
  href: z
    .string()
    .trim()
    .max(500, "Shorten the address to at most 500 characters.")
    .refine((href) => isRunbook(href) || isWebAddress(href), {
      message: "Give an address that begins with https:// or http://, or a runbook's name such as slow-database.",
    }),
});

const label = z
  .string()
  .trim()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "A label is letters, digits and _, such as component.");

const matcher = z.object({ name: label, value: line("the label's value", 200) });

const limit = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === "") return undefined;
    const number = Number(text.replace(",", "."));
    if (Number.isFinite(number) && number >= 0) return number;
    context.addIssue("Give a number such as 0.8, or leave empty.");
    return z.NEVER;
  });

const filters = z
  .string()
  .trim()
  .max(500, "Shorten the labels to at most 500 characters.")
  .transform((text, context) => {
    const pairs = text.split(",").map((pair) => pair.trim());
    const found: Record<string, string> = {};
    for (const pair of pairs.filter(Boolean)) {
      const [, name, value] = /^([a-zA-Z_]\w*)\s*=\s*(.+)$/.exec(pair) ?? [];
      if (!name || !value || found[name] !== undefined) {
        context.addIssue("Give labels as name=value, separated by commas, such as component=databases. Each one once.");
        return z.NEVER;
      }
      found[name] = value;
    }
    return found;
  });

const query = z
  .object({
    purpose: z.string().trim(),
    filters,
    slowAbove: limit,
    partialBelow: limit,
    downBelow: limit,
  })
  .transform((typed, context): ComponentQuery => {
    const purpose = componentPurposes.find((name) => name === typed.purpose);
    const refuse = (field: keyof typeof typed, message: string) => {
      context.addIssue({ code: "custom", path: [field], message });
      return z.NEVER;
    };
    if (!purpose) return refuse("purpose", `Choose what is measured: ${notForComponents(typed.purpose || "nothing")}.`);
    const known: readonly string[] = purposes[purpose].labels;
    const strange = Object.keys(typed.filters).find((name) => !known.includes(name));
    if (strange) return refuse("filters", `${purpose} has no label ${strange}; it has ${known.join(", ") || "none"}.`);
    const { slowAbove, partialBelow, downBelow } = typed;
    if (slowAbove === undefined && partialBelow === undefined && downBelow === undefined)
      return refuse("slowAbove", "Give at least one limit: without one the value says nothing about the component.");
    if (partialBelow !== undefined && downBelow !== undefined && downBelow > partialBelow)
      return refuse("downBelow", "Down cannot begin above where partly down begins.");
    return { purpose, filters: typed.filters, slowAbove, partialBelow, downBelow };
  });

/** What a person changes of a component, as it is typed. The key stays: histories and alerts know the component by it. */
export const componentSchema = z.object({
  nameEn: line("the name in English", 80),
  nameFi: line("the name in Finnish", 80),
  nameSv: line("the name in Swedish", 80),
  kind: z.enum(componentKinds, "Choose what kind of component it is."),
  ownerTeam: line("the team that owns it", 80),
  customerFacing: z.boolean(),
  dependsOn: z
    .array(z.string())
    .max(100)
    .transform((keys) => [...new Set(keys)]),
  links: rows(link, "links"),
  alertMatchers: rows(matcher, "alert labels"),
  queries: rows(query, "queries"),
});
export type ComponentInput = z.input<typeof componentSchema>;
export type ComponentFields = z.output<typeof componentSchema>;

export const newKey = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9-]{1,62}$/,
    "Give a key of 2 to 63 small letters, digits and hyphens, beginning with a letter: e-invoicing.",
  );

export const reasonSchema = z.object({
  reason: line("the reason", 500).min(5, "Give the reason in a few words: it is kept with the change."),
});
