import { recordRelease } from "#app/domain/releases/record-release.server.ts";
import { paths } from "#app/paths.ts";
import { apiAction, apiRefusal } from "../guard.server.ts";
import { jsonBody } from "./json-body.server.ts";

export const loader = apiRefusal("method");

/** A pipeline tells of a release. 201: recorded now; 200: it was, with the same content. */
export const action = apiAction("releases", async ({ ctx, request }) => {
  const { release, created } = await recordRelease(ctx, await jsonBody(request));
  const { version, kind, releasedAt, commit, items } = release;
  const href = ctx.origins.console + paths.release(version);
  return Response.json(
    { created, release: { version, kind, releasedAt: releasedAt.toISOString(), commit, changes: items, href } },
    { status: created ? 201 : 200, headers: created ? { Location: href } : {} },
  );
});
