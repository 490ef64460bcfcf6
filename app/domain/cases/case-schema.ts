import { z } from "zod";
import { caseKinds, caseLanguages, priorities, type RequestField } from "./case-kinds.ts";

/** What people and programs write into a case. Pure. */

const TEXT_MAX = 20_000;
const INT_MAX = 2_147_483_647;

const plain = (text: string) => text.replaceAll("\r\n", "\n").trim();

export const numberSchema = z.number().int().positive().max(INT_MAX);
export const seenSchema = z.object({ number: numberSchema, version: z.number().int().positive().max(INT_MAX) });

export const textSchema = z
  .string()
  .transform(plain)
  .pipe(
    z
      .string()
      .min(1, "Write something first.")
      .max(TEXT_MAX, `A text can have at most ${TEXT_MAX.toLocaleString("en")} characters. Attach the rest as a file.`),
  );

export const subjectSchema = z
  .string("Write in a few words what the case is about.")
  .trim()
  .min(1, "Write in a few words what the case is about.")
  .max(200, "A subject can have at most 200 characters.")
  .refine((text) => !/[\r\n]/.test(text), "A subject is one line.");

/** The number in the ticket system. */
export const externalNumberSchema = z
  .string()
  .trim()
  .max(100, "A ticket's number can have at most 100 characters.")
  .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, "A ticket's number has letters, digits and signs of plain ASCII.")
  .nullable();

const requestSchema = z.record(z.string().max(100), z.string().max(TEXT_MAX));

export const languageSchema = z.enum(caseLanguages, "Choose a language: fi, sv or en.");
export const prioritySchema = z.enum(priorities, "Choose a priority: low, normal, high or urgent.");

export const openSchema = z.object({
  kind: z.enum(caseKinds, "Choose what the case is about."),
  businessId: z.string().trim().min(1).max(40).nullable(),
  subject: subjectSchema,
  language: languageSchema,
  priority: prioritySchema,
  externalNumber: externalNumberSchema,
  request: requestSchema,
});

export const changeSchema = seenSchema.extend({
  subject: subjectSchema,
  priority: prioritySchema,
  language: languageSchema,
  dueAt: z.date("Write a day and a time.").nullable(),
  externalNumber: externalNumberSchema,
  request: requestSchema,
});

const LOCAL_MINUTE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/;

/** One answer as it is kept, or a sentence that says what is wrong with it. */
function answer(field: RequestField, given: string): { value: string } | { fault: string } {
  const value = plain(given);
  const most = field.maxLength ?? 1000;
  const fault = (sentence: string) => ({ fault: `${field.label}: ${sentence}` });
  switch (field.type) {
    case "choice":
      return field.choices?.some((choice) => choice.value === value)
        ? { value }
        : fault(`choose one of ${field.choices?.map((choice) => choice.value).join(", ")}.`);
    case "yes_no":
      return value === "yes" || value === "no" ? { value } : fault("choose yes or no.");
    case "date":
      return z.iso.date().safeParse(value).success ? { value } : fault("write a day such as 2026-11-23.");
    case "date_time": {
      const local = value.replace(" ", "T");
      return LOCAL_MINUTE.test(value) && z.iso.datetime({ local: true }).safeParse(`${local}:00`).success
        ? { value: local }
        : fault("write a day and a time in Helsinki, such as 2026-11-23T09:30.");
    }
    default:
      if (field.type === "text" && value.includes("\n")) return fault("write one line.");
      return value.length <= most ? { value } : fault(`at most ${most} characters.`);
  }
}

/** Days and times are written so that their order is that of their letters. */
function outOfOrder(
  fields: readonly RequestField[],
  field: RequestField,
  value: string,
  answers: Readonly<Record<string, string>>,
): string | null {
  const first = field.notBefore === undefined ? undefined : answers[field.notBefore];
  if (first === undefined || value > first || (value === first && field.type === "date")) return null;
  const earlier = fields.find(({ name }) => name === field.notBefore)!.label;
  return `${field.label}: this is ${value === first ? "the same time as" : "before"} "${earlier}".`;
}

/**
 * What was answered to a kind's questions, checked; empty answers are left out.
 * @param needed which required questions must have an answer
 * @returns the answers, or the first fault with its field
 */
export function answersTo(
  fields: readonly RequestField[],
  given: Readonly<Record<string, string>>,
  needed: (field: RequestField) => boolean,
): { answers: Record<string, string> } | { fault: string; field: string } {
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined)
    return { fault: `This kind of case does not ask "${unknown.slice(0, 50)}".`, field: `request.${unknown}` };
  const answers: Record<string, string> = {};
  for (const field of fields) {
    const value = given[field.name];
    if (value === undefined || value.trim() === "") {
      if (field.required && needed(field))
        return { fault: `${field.label}: fill this in.`, field: `request.${field.name}` };
      continue;
    }
    const checked = answer(field, value);
    const fault = "fault" in checked ? checked.fault : outOfOrder(fields, field, checked.value, answers);
    if (fault !== null) return { fault, field: `request.${field.name}` };
    if ("value" in checked) answers[field.name] = checked.value;
  }
  return { answers };
}
