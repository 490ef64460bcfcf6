import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { agreeSwap } from "#app/domain/on-call/agree-swap.server.ts";
import { askSwap } from "#app/domain/on-call/ask-swap.server.ts";
import { declineSwap } from "#app/domain/on-call/decline-swap.server.ts";
import { makeFeed } from "#app/domain/on-call/make-feed.server.ts";
import { whoNowSentence } from "#app/domain/on-call/on-call-labels.ts";
import { readOnCall } from "#app/domain/on-call/read-on-call.server.ts";
import { revokeFeed } from "#app/domain/on-call/revoke-feed.server.ts";
import { setRota } from "#app/domain/on-call/set-rota.server.ts";
import { withdrawSwap } from "#app/domain/on-call/withdraw-swap.server.ts";
import { writeNote } from "#app/domain/on-call/write-note.server.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { FeedAddress } from "#app/ui/on-call/feed-address.tsx";
import { Notes } from "#app/ui/on-call/notes.tsx";
import { RotaForm, RotaHistory } from "#app/ui/on-call/rota-editor.tsx";
import { ShiftTable } from "#app/ui/on-call/shift-table.tsx";
import { SwapForm, Swaps } from "#app/ui/on-call/swaps.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { healthPages } from "./health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "On call · Huolto" }];

export const shouldRevalidate = revalidateAfterConflict;

/** As a date and time field has it. */
const wall = (at: Date) => formatInstant(at).replace(" ", "T");

export const loader = staffLoader("on_call.view", async ({ ctx, request }) => {
  const now = ctx.clock.now();
  const params = new URL(request.url).searchParams;
  const page = await readOnCall(ctx, { from: params.get("week") });
  const shifts = page.shifts.map((shift) => ({
    ...shift,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
  }));
  const chosen = shifts.find((shift) => shift.startsAt === params.get("swap") && shift.staffId === ctx.actor.id);
  // What has begun of a shift cannot be swapped: the form begins with the next full hour.
  const nextHour = new Date((Math.floor(+now / 3_600_000) + 1) * 3_600_000);
  return {
    now: now.toISOString(),
    pages: healthPages(ctx.actor),
    me: ctx.actor.id,
    maySwap: ctx.actor.permissions.has("on_call.swap"),
    mayManage: ctx.actor.permissions.has("on_call.manage"),
    sentence: whoNowSentence(page.whoNow, now),
    unable: page.unable.map(({ name, deactivated, from }) => ({ name, deactivated, from: formatInstant(from) })),
    shifts,
    earlier: page.earlier,
    later: page.later,
    chosen: chosen
      ? {
          startsAt: wall(new Date(Math.max(+new Date(chosen.startsAt), +nextHour))),
          endsAt: wall(new Date(chosen.endsAt)),
        }
      : null,
    swaps: page.swaps.map((swap) => ({
      ...swap,
      startsAt: swap.startsAt.toISOString(),
      endsAt: swap.endsAt.toISOString(),
      begun: swap.startsAt <= now,
    })),
    notes: page.notes.map((note) => ({ ...note, at: note.at.toISOString() })),
    rotas: page.rotas.map((rota) => ({
      ...rota,
      effectiveFrom: rota.effectiveFrom.toISOString(),
      createdAt: rota.createdAt.toISOString(),
    })),
    newestRota: page.newestRota,
    suggested: wall(page.turnEndsAt ?? nextHour),
    able: page.able,
    feedMadeAt: page.feedMadeAt?.toISOString() ?? null,
  };
});

/** Buttons and forms by their intent. */
const acts: Record<string, (ctx: ServiceCtx, form: Record<string, string>) => Promise<unknown>> = {
  set_rota: (ctx, form) => {
    const members = Object.keys(form).filter((name) => name.startsWith("member-") && form[name] !== "");
    return setRota(ctx, {
      effectiveFrom: form.effectiveFrom ?? "",
      members: members.map((name) => form[name]!),
      handoverWeekday: form.handoverWeekday ?? "",
      handoverTime: form.handoverTime ?? "",
      reason: form.reason ?? "",
      seen: form.seen || null,
    });
  },
  ask_swap: (ctx, form) =>
    askSwap(ctx, {
      startsAt: form.startsAt ?? "",
      endsAt: form.endsAt ?? "",
      toStaff: form.toStaff ?? "",
      reason: form.reason ?? "",
    }),
  agree: (ctx, form) => agreeSwap(ctx, { id: form.id ?? "" }),
  decline: (ctx, form) => declineSwap(ctx, { id: form.id ?? "" }),
  withdraw: (ctx, form) => withdrawSwap(ctx, { id: form.id ?? "", state: form.state ?? "" }),
  note: (ctx, form) => writeNote(ctx, { text: form.text ?? "" }),
  revoke_feed: (ctx) => revokeFeed(ctx),
};

export const action = staffAction("on_call.swap", async ({ ctx, request, context }) => {
  const entries = [...(await request.formData())];
  const form = Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  if (form.intent === "make_feed") {
    const { token } = await makeFeed(ctx);
    return { ok: true as const, feed: context.env.PUBLIC_ORIGIN + paths.onCallFeed(token) };
  }
  const act = Object.hasOwn(acts, form.intent ?? "") ? acts[form.intent!] : undefined;
  if (!act) throw new DomainError("invalid", "This button is not known. Reload the page.");
  await act(ctx, form);
  return redirect(paths.onCall());
});

export default function OnCall() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const refused = (intent: string) => (failure?.values.intent === intent ? failure : undefined);
  const inForm = ["set_rota", "ask_swap", "note"].some(refused);
  return (
    <>
      <HealthHeader title="On call" lead={page.sentence} pages={page.pages} />
      <div className="flex flex-col gap-5">
        {failure && !inForm && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {page.unable.map((person) => (
          <Unable key={person.name} {...person} />
        ))}
        <Waiting
          count={page.swaps.filter((swap) => swap.state === "asked" && swap.toStaff === page.me && !swap.begun).length}
        />
        <ShiftTable {...page} />
        <Swaps swaps={page.swaps} me={page.me} mayManage={page.mayManage} />
        {page.maySwap && (
          <SwapForm
            key={`${page.chosen?.startsAt} ${page.swaps.map((swap) => swap.id).join()}`}
            chosen={page.chosen}
            others={page.able.filter((person) => person.id !== page.me)}
            failure={refused("ask_swap")}
          />
        )}
        <Notes notes={page.notes} mayWrite={page.maySwap} failure={refused("note")} now={page.now} />
        {page.maySwap && (
          <FeedAddress madeAt={page.feedMadeAt} made={result && "feed" in result ? result.feed : null} />
        )}
        <RotaHistory rotas={page.rotas} />
        {page.mayManage && (
          <RotaForm
            key={page.newestRota}
            able={page.able}
            start={page.rotas.find((rota) => rota.state === "holds") ?? null}
            newest={page.newestRota}
            suggested={page.suggested}
            failure={refused("set_rota")}
          />
        )}
      </div>
    </>
  );
}

function Unable({ name, deactivated, from }: { name: string; deactivated: boolean; from: string }): ReactNode {
  return (
    <Callout tone="warn" title={`${name} cannot be on call, but is on the rota from ${from}`}>
      {deactivated ? "The account is deactivated." : "The person is no longer in the platform team."} Set a new rota
      without them.
    </Callout>
  );
}

function Waiting({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return <Callout tone="info">{count === 1 ? "A swap waits" : `${count} swaps wait`} for your answer, below.</Callout>;
}
