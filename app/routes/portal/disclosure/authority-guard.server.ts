import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import {
  type AuthoritySession,
  resolveAuthoritySession,
} from "#app/domain/disclosures/portal/authority-session.server.ts";
import { paths } from "#app/paths.ts";
import { DISCLOSURE_COOKIE, readCookie } from "#app/platform/session.server.ts";
import { chosenLanguage } from "../portal-guard.server.ts";

type AuthorityArgs = LoaderFunctionArgs & { ctx: Ctx; session: AuthoritySession };

async function guarded<T>(args: LoaderFunctionArgs, run: (args: AuthorityArgs) => Promise<T>): Promise<T> {
  const { ctx } = args.context;
  const session = await resolveAuthoritySession(ctx, readCookie(args.request.headers.get("cookie"), DISCLOSURE_COOKIE));
  if (!session) throw redirect(paths.portalDisclosure({ lang: chosenLanguage(args.request), said: "reopen" }));
  return await run({ ...args, ctx, session });
}

/** A loader for whoever gave the code of an authority's link; everybody else is led to open the link. */
export const portalLoader =
  <T>(load: (args: AuthorityArgs) => Promise<T>) =>
  (args: LoaderFunctionArgs) =>
    guarded(args, load);

/** An action for the same. */
export const portalAction =
  <T>(act: (args: AuthorityArgs) => Promise<T>) =>
  (args: ActionFunctionArgs) =>
    guarded(args, act);
