import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { checkCode } from "#app/domain/portal-access/check-code.server.ts";
import { openLink } from "#app/domain/portal-access/open-link.server.ts";
import { sendCode } from "#app/domain/portal-access/send-code.server.ts";
import { pickLanguage } from "#app/i18n/portal.ts";
import { evenTime } from "#app/platform/even-time.ts";
import { clearCookie, readCookie, setCookie } from "#app/platform/session.server.ts";
import type { Entrance } from "./entrances.server.ts";
import { chosenLanguage, whereListed } from "./portal-guard.server.ts";

/** Whether the link is good or not. */
const OPEN_ANSWERS_AFTER_MS = 150;
/** Whether the link, or the code, is good or not. */
const CODE_ANSWERS_AFTER_MS = 400;

const languageOf = (request: Request) =>
  pickLanguage(chosenLanguage(request) ?? null, request.headers.get("accept-language"));

const saidTo = (request: Request) => new URL(request.url).searchParams.get("said");

/** What the page that takes a link shows. */
export function readOpenPage(request: Request) {
  const said = saidTo(request);
  return { lang: languageOf(request), said: said === "reopen" || said === "signedOut" ? said : null } as const;
}

/** Takes a link, or its token alone: people paste either. */
export async function enterByLink(entrance: Entrance, { request, context }: ActionFunctionArgs): Promise<Response> {
  const form = await request.formData();
  const token = /([\w-]{43})\s*$/.exec(String(form.get("link") ?? "").trim())?.[1] ?? "";
  const { presession, maxAgeSeconds } = await evenTime(OPEN_ANSWERS_AFTER_MS, () =>
    openLink(context.ctx, {
      door: entrance.door,
      token,
      clientIp: context.clientIp,
      secret: context.env.SECRET,
    }),
  );
  return redirect(entrance.codePath({ lang: chosenLanguage(request) }), {
    headers: { "Set-Cookie": setCookie(entrance.presessionCookie, presession, { maxAgeSeconds }) },
  });
}

/** What the page that takes a code shows. @throws Response to the page that takes a link, for a browser that opened none */
export function readCodePage(entrance: Entrance, request: Request) {
  if (!readCookie(request.headers.get("cookie"), entrance.presessionCookie))
    throw redirect(entrance.openPath({ lang: chosenLanguage(request), said: "reopen" }));
  return { lang: languageOf(request), sent: saidTo(request) === "sent" };
}

/** Sends a code, or takes one and lets in. */
export async function enterByCode(entrance: Entrance, { request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const lang = chosenLanguage(request);
  const presession = readCookie(request.headers.get("cookie"), entrance.presessionCookie);
  const { SECRET: secret, PORTAL_ORIGIN: portalOrigin } = context.env;
  const common = { door: entrance.door, presession, clientIp: context.clientIp, secret };
  const reopen = () => redirect(entrance.openPath({ lang, said: "reopen" }));
  if (form.get("intent") === "send") {
    const outcome = await whereListed(request, () =>
      evenTime(CODE_ANSWERS_AFTER_MS, () => sendCode(context.ctx, { ...common, portalOrigin })),
    );
    return outcome === "reopen" ? reopen() : redirect(entrance.codePath({ lang, said: "sent" }));
  }
  const code = String(form.get("code") ?? "");
  const checked = await whereListed(request, () =>
    evenTime(CODE_ANSWERS_AFTER_MS, () => checkCode(context.ctx, { ...common, code })),
  );
  if (checked.ok) {
    const headers = new Headers();
    headers.append("Set-Cookie", setCookie(entrance.sessionCookie, checked.sessionToken));
    headers.append("Set-Cookie", clearCookie(entrance.presessionCookie));
    return redirect(entrance.insidePath({ lang }), { headers });
  }
  return checked.reason === "reopen" ? reopen() : { ok: false as const, error: { code: "wrong" as const } };
}
