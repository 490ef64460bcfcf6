import { and, desc, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { diagnosis } from "#db/schema/cases.ts";
import type { Diagnosis } from "../latency/diagnosis/diagnosis-types.ts";
import { replyFor } from "../latency/diagnosis/diagnosis-reply.ts";
import { runbooksFor } from "../runbooks/load-runbooks.server.ts";
import type { ReplyTemplate } from "./case-kinds.ts";
import type { CaseFile } from "./guard-case.server.ts";
import { replyTemplate } from "./kinds/common.ts";

export type Findings = { replies: ReplyTemplate[]; runbooks: string[] };
const NOTHING: Findings = { replies: [], runbooks: [] };

/** What the newest diagnosis that somebody kept with the case leads to: a reply with its figures, and its causes' runbooks. */
export async function readFindings(db: DbOrTx, { id, kind }: Pick<CaseFile, "id" | "kind">): Promise<Findings> {
  if (kind !== "slowdown") return NOTHING;
  const [row] = await db
    .select({ content: diagnosis.content })
    .from(diagnosis)
    .where(and(eq(diagnosis.caseId, id), isNull(diagnosis.follows)))
    .orderBy(desc(diagnosis.madeAt), desc(diagnosis.id))
    .limit(1);
  if (!row) return NOTHING;
  const content = row.content as Diagnosis;
  const finnish = replyFor(content, "fi");
  return {
    replies: [
      replyTemplate("diagnosis", "Tell what the diagnosis found, with its figures", {
        // It goes on after the greeting's comma.
        fi: finnish.charAt(0).toLowerCase() + finnish.slice(1),
        sv: replyFor(content, "sv"),
        en: replyFor(content, "en"),
      }),
    ],
    runbooks: content.verdicts.flatMap(({ cause }) => runbooksFor({ cause }).map((one) => one.id)),
  };
}
