import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import type { Permission } from "#app/domain/access/permissions.ts";
import { requirePermission } from "#app/domain/access/require-permission.ts";
import { admitLately } from "#app/domain/api-keys/admit-lately.server.ts";
import { admitProgram, LIMIT_WINDOW_SECONDS, type ProgramActor } from "#app/domain/api-keys/admit-program.server.ts";
import { recordEvent } from "#app/domain/audit/record-event.server.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { DomainError, type DomainErrorCode } from "#app/domain/errors.ts";
import { measurementsFor } from "#app/domain/measurements/problem-for.ts";
import { paths } from "#app/paths.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
export type GuardedArgs = Args & { ctx: ServiceCtx<StaffActor> };

export const statusOf: Record<DomainErrorCode, number> = {
  not_signed_in: 401,
  forbidden: 403,
  fresh_sign_in_needed: 403,
  same_person: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  limit: 429,
  unavailable: 503,
};

/** What a page gets when its action did not do what was asked: stays on the page, loses nothing that was typed. */
export type ActionFailure = {
  ok: false;
  error: { code: DomainErrorCode; message: string; field?: string };
  /** What was typed, to fill the form again; never files. */
  values: Record<string, string>;
};

const staysOnPage: ReadonlySet<DomainErrorCode> = new Set([
  "invalid",
  "conflict",
  "limit",
  "same_person",
  "fresh_sign_in_needed",
  "unavailable",
]);

function returnTo(request: Request): string {
  const url = new URL(request.url);
  return request.method === "GET" ? url.pathname + url.search : url.pathname;
}

/** The one translator from domain errors to web answers. */
function translate(error: unknown, { request, context }: Args): never {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === "not_signed_in") throw redirect(paths.signIn(returnTo(request)));
  throw data(
    { code: error.code, message: error.message, requestId: context.ctx.requestId },
    { status: statusOf[error.code] },
  );
}

/** A permission, or several of which any is enough: what two teams do on one page. */
type Needed = Permission | readonly [Permission, ...Permission[]];

/** Somebody who is signed in and asks for what their roles do not allow is on record: it may be a try. */
async function permitted(ctx: ServiceCtx, needed: Needed): Promise<ServiceCtx<StaffActor>> {
  const held = ctx.actor.kind === "staff" ? ctx.actor.permissions : new Set<Permission>();
  const any = [needed].flat() as Permission[];
  const permission = any.find((one) => held.has(one)) ?? any[0]!;
  try {
    const staff = requirePermission(ctx, permission);
    return { ...staff, measurements: measurementsFor(staff) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "forbidden")
      await recordEvent(ctx, ctx.db, {
        action: "access.refuse",
        target: { kind: "permission", id: permission },
        outcome: "refused",
      });
    throw error;
  }
}

async function typedValues(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** A loader for staff who hold the permission. Every loader of the console is made by this, or by `publicLoader`. */
export function staffLoader<T>(permission: Needed, load: (args: GuardedArgs) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await load({ ...args, ctx: await permitted(args.context.ctx, permission) });
    } catch (error) {
      return translate(error, args);
    }
  };
}

async function attempt<T>(args: ActionFunctionArgs, act: () => Promise<T>) {
  // The body can be read once; the copy gives back what was typed.
  const copy = args.request.clone();
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DomainError) || !staysOnPage.has(error.code)) return translate(error, args);
    const failure: ActionFailure = {
      ok: false,
      error: { code: error.code, message: error.message, field: error.field },
      values: await typedValues(copy),
    };
    return data(failure, { status: statusOf[error.code] });
  }
}

/** An action for staff who hold the permission. Failures that the person can mend come back to the page as data. */
export function staffAction<T>(permission: Needed, act: (args: GuardedArgs) => Promise<T>) {
  return (args: ActionFunctionArgs) =>
    attempt(args, async () => act({ ...args, ctx: await permitted(args.context.ctx, permission) }));
}

/** As `staffLoader`, for a route that sends a file and has no page: what it refuses is said as plain text. */
export function staffFile(permission: Needed, load: (args: GuardedArgs) => Promise<Response>) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    try {
      return await load({ ...args, ctx: await permitted(args.context.ctx, permission) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "not_signed_in") return redirect(paths.signIn(returnTo(args.request)));
      return new Response(`${error.message}\n`, {
        status: statusOf[error.code],
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      });
    }
  };
}

/** As `staffAction`, for what a page's own script asks by itself: JSON, whatever happens, so that the page can stay as it is. */
export function staffJson<T>(permission: Needed, act: (args: GuardedArgs) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<Response> => {
    try {
      return Response.json(await act({ ...args, ctx: await permitted(args.context.ctx, permission) }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, field } = error;
      return Response.json({ error: { code, message, field } }, { status: statusOf[code] });
    }
  };
}

/** A loader that needs no sign-in. `reason` says why it may be public; a test lists them all. */
export function publicLoader<T>(_reason: string, load: (args: LoaderFunctionArgs) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await load(args);
    } catch (error) {
      return translate(error, args);
    }
  };
}

/** An action that needs no sign-in; see `publicLoader`. */
export function publicAction<T>(_reason: string, act: (args: ActionFunctionArgs) => Promise<T>) {
  return (args: ActionFunctionArgs) => attempt(args, () => act(args));
}

export type ApiArgs = Args & { ctx: ServiceCtx<ProgramActor> };

/** A program reads `error.code`, whoever looks after it the sentence; the field is a place such as `changes[2].text`. */
function apiFailure(
  status: number,
  error: { code: DomainErrorCode | "method" | "failed"; message: string; field?: string },
  { ctx, headers }: { ctx: Pick<ServiceCtx, "requestId">; headers?: Record<string, string> },
): Response {
  return Response.json({ error: { ...error, requestId: ctx.requestId } }, { status, headers });
}

/** The translator for programs: every answer is JSON, also that of a failure of ours. */
function toProgram(error: unknown, ctx: ServiceCtx): Response {
  if (!(error instanceof DomainError)) {
    ctx.log.error({ err: error, requestId: ctx.requestId }, "a program's request failed");
    return apiFailure(
      500,
      { code: "failed", message: "This failed on our side. Nothing was done; try again." },
      { ctx },
    );
  }
  const { code, message, field } = error;
  const headers: Record<string, string> = {};
  if (code === "not_signed_in") headers["WWW-Authenticate"] = 'Bearer realm="huolto"';
  if (code === "limit") headers["Retry-After"] = String(LIMIT_WINDOW_SECONDS);
  return apiFailure(statusOf[code], { code, message, field }, { ctx, headers });
}

const notThatMethod = (ctx: ServiceCtx, allow: "POST" | "GET" = "POST") =>
  apiFailure(405, { code: "method", message: `This address takes ${allow} only.` }, { ctx, headers: { Allow: allow } });

/** An action for programs with a key of this purpose. What it answers is JSON, whatever happens. */
export function apiAction(purpose: ApiKeyPurpose, act: (args: ApiArgs) => Promise<Response>) {
  return async (args: ActionFunctionArgs): Promise<Response> => {
    const { request, context } = args;
    if (request.method !== "POST") return notThatMethod(context.ctx);
    try {
      const actor = await admitProgram(context.ctx, purpose, {
        authorization: request.headers.get("authorization"),
        address: context.clientIp,
      });
      return await act({ ...args, ctx: { ...context.ctx, actor } });
    } catch (error) {
      return toProgram(error, context.ctx);
    }
  };
}

/**
 * As `apiAction`, for what a program reads.
 * @param options.oftenAsked before each request of a busy service: see `admitLately`
 */
export function apiLoader(
  purpose: ApiKeyPurpose,
  load: (args: ApiArgs) => Promise<Response>,
  { oftenAsked = false }: { oftenAsked?: boolean } = {},
) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    const { request, context } = args;
    try {
      const admit = oftenAsked ? admitLately : admitProgram;
      const actor = await admit(context.ctx, purpose, {
        authorization: request.headers.get("authorization"),
        address: context.clientIp,
      });
      return await load({ ...args, ctx: { ...context.ctx, actor } });
    } catch (error) {
      return toProgram(error, context.ctx);
    }
  };
}

/** What a program is told that asks for what is not there, or in a way in which it is not there. */
export function apiRefusal(what: "method" | "address", allow: "POST" | "GET" = "POST") {
  return async ({ context }: LoaderFunctionArgs): Promise<Response> =>
    what === "method"
      ? notThatMethod(context.ctx, allow)
      : apiFailure(404, { code: "not_found", message: "There is nothing at this address." }, { ctx: context.ctx });
}
