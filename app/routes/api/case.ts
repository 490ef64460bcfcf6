import { programView, readOwnCase } from "#app/domain/cases/read-own-case.server.ts";
import { paths } from "#app/paths.ts";
import { apiLoader, apiRefusal } from "../guard.server.ts";

/** How far a case is that this ticket system opened, and what the customer was told last. */
export const loader = apiLoader("cases", async ({ ctx, params }) => {
  const number = /^\d{1,9}$/.test(params.number ?? "") ? Number(params.number) : 0;
  const { row, lastReply } = await readOwnCase(ctx, { number });
  const href = ctx.origins.console + paths.case(row.number);
  return Response.json({
    case: {
      ...programView(row),
      href,
      lastReply: lastReply && { ...lastReply, at: lastReply.at.toISOString() },
    },
  });
});

export const action = apiRefusal("method", "GET");
