import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { type PortalActor, resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { paths } from "#app/paths.ts";
import { PORTAL_COOKIE, readCookie } from "#app/platform/session.server.ts";

type PortalArgs = LoaderFunctionArgs & { ctx: Ctx<PortalActor> };

/** The language that was chosen by hand, which every address of the portal carries on. */
export const chosenLanguage = (request: Request) => new URL(request.url).searchParams.get("lang") ?? undefined;

async function guarded<T>(args: LoaderFunctionArgs, run: (args: PortalArgs) => Promise<T>): Promise<T> {
  const { ctx } = args.context;
  const actor = await resolvePortalSession(ctx, readCookie(args.request.headers.get("cookie"), PORTAL_COOKIE));
  if (!actor) throw redirect(paths.portal({ lang: chosenLanguage(args.request), said: "reopen" }));
  return await run({ ...args, ctx: { ...ctx, actor } });
}

/** A loader for the customer who gave the code of a link; everybody else is led to open the link. */
export const portalLoader =
  <T>(load: (args: PortalArgs) => Promise<T>) =>
  (args: LoaderFunctionArgs) =>
    guarded(args, load);

/** An action for the same. */
export const portalAction =
  <T>(act: (args: PortalArgs) => Promise<T>) =>
  (args: ActionFunctionArgs) =>
    guarded(args, act);
