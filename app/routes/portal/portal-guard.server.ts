import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { requireListedAddress } from "#app/domain/exports/portal/require-listed-address.server.ts";
import { type PortalActor, resolvePortalSession } from "#app/domain/exports/portal/resolve-portal-session.server.ts";
import { pickLanguage } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { PORTAL_COOKIE, readCookie } from "#app/platform/session.server.ts";

type PortalArgs = LoaderFunctionArgs & { ctx: Ctx<PortalActor> };

/** The language that was chosen by hand, which every address of the portal carries on. */
export const chosenLanguage = (request: Request) => new URL(request.url).searchParams.get("lang") ?? undefined;

/**
 * Runs what a customer's own IP list may refuse: then the answer is the page that says so, in the customer's language.
 * @throws Response 403
 */
export async function whereListed<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "forbidden") throw error;
    const lang = pickLanguage(chosenLanguage(request) ?? null, request.headers.get("accept-language"));
    throw Response.json({ code: "not_listed", lang }, { status: 403 });
  }
}

async function guarded<T>(
  args: LoaderFunctionArgs,
  run: (args: PortalArgs) => Promise<T>,
  { anywhere }: { anywhere: boolean },
): Promise<T> {
  const { ctx } = args.context;
  const actor = await resolvePortalSession(ctx, readCookie(args.request.headers.get("cookie"), PORTAL_COOKIE));
  if (!actor) throw redirect(paths.portal({ lang: chosenLanguage(args.request), said: "reopen" }));
  const address = args.context.clientIp;
  if (!anywhere)
    await whereListed(args.request, () => requireListedAddress({ ...ctx, actor }, { linkId: actor.linkId, address }));
  return await run({ ...args, ctx: { ...ctx, actor } });
}

/** A loader for the customer who gave the code of a link; everybody else is led to open the link. */
export const portalLoader =
  <T>(load: (args: PortalArgs) => Promise<T>) =>
  (args: LoaderFunctionArgs) =>
    guarded(args, load, { anywhere: false });

/**
 * An action for the same.
 * @param options.anywhere also from a network that the customer has not listed
 */
export const portalAction =
  <T>(act: (args: PortalArgs) => Promise<T>, { anywhere = false }: { anywhere?: boolean } = {}) =>
  (args: ActionFunctionArgs) =>
    guarded(args, act, { anywhere });
