import { z } from "zod";

const line = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Give ${what}.`)
    .max(max, `${what.charAt(0).toUpperCase()}${what.slice(1)} can have at most ${max} characters.`)
    // CR and LF would end a mail header or a log line; the other control characters are never typed on purpose.
    .regex(/^[^\p{Cc}]*$/u, "Leave out line breaks and control characters.");

/** What is asked of whoever writes a list, besides its networks. */
export const requesterSchema = z.object({
  requesterName: line("the name of the person who asks", 200),
  requesterAuthority: line("by what authority they ask, and how it was checked", 300),
  requesterEmail: z
    .string()
    .trim()
    .max(254, "An e-mail address has at most 254 characters.")
    .pipe(z.email("Give an e-mail address such as name@company.fi: the confirmation goes there.")),
  whenAllExpired: z
    .enum(["open", "closed"])
    .nullish()
    .transform((choice) => choice ?? null),
});

export const networksSchema = z.array(
  z.object({
    network: z.string().max(200),
    label: line("what the network is", 100),
    expiresAt: z.iso.datetime({ offset: true, message: "Give when the network ends as an instant." }).nullable(),
  }),
);

export const endReasonSchema = z.object({
  reason: line("the reason", 1000).min(5, "Give the reason in a few words: it is kept with the list."),
});
