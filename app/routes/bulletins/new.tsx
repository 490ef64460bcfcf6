import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { listBulletins } from "#app/domain/bulletins/list-bulletins.server.ts";
import { addWeeks, mondayOf, startOfWeek, weekOf } from "#app/domain/bulletins/week-rules.ts";
import { listReleases } from "#app/domain/releases/list-releases.server.ts";
import { paths } from "#app/paths.ts";
import { KindTabs } from "#app/ui/bulletins/kind-tabs.tsx";
import { NewWeekly } from "#app/ui/bulletins/new-weekly.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "New bulletin · Huolto" }];

/** A bulletin is begun in its own week, before it, or late. */
const WEEKS_BACK = 8;

export const loader = staffLoader("bulletins.edit", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  if (params.get("kind") === "important") return { kind: "important" as const };
  const zone = ctx.profile.service.timeZone;
  const current = mondayOf(ctx.clock.now(), zone);
  const mondays = Array.from({ length: WEEKS_BACK + 2 }, (_, index) => addWeeks(current, 1 - index));
  const [{ rows, now }, releases] = await Promise.all([
    listBulletins(ctx, { kind: "weekly" }),
    listReleases(ctx, { from: startOfWeek(mondays.at(-1)!, zone) }),
  ]);
  const taken = new Map(rows.map((row) => [row.week?.monday, row]));
  const weeks = mondays.map((monday) => {
    const row = taken.get(monday);
    return {
      ...weekOf(monday),
      current: monday === current,
      taken: row && row.state !== "retracted" ? row.id : null,
      releases: releases
        .filter(({ releasedAt, rolledBackAt }) => !rolledBackAt && mondayOf(new Date(releasedAt), zone) === monday)
        .map(({ version, kind, items }) => ({ version, kind, lines: items.length }))
        .reverse(),
    };
  });
  const free = weeks.filter((week) => !week.taken);
  const asked = free.find(({ monday }) => monday === params.get("week"));
  const chosen = asked ?? free.find((week) => week.current) ?? free.find(({ monday }) => monday < current) ?? free[0];
  return { kind: "weekly" as const, weeks, chosen: chosen?.monday ?? null, now };
});

export const action = staffAction("bulletins.edit", async ({ ctx, request }) => {
  const form = await request.formData();
  const { id } =
    form.get("kind") === "important"
      ? await createBulletin(ctx, { kind: "important" })
      : await createBulletin(ctx, { kind: "weekly", week: String(form.get("week") ?? "") });
  return redirect(paths.bulletinEdit(id));
});

export default function NewBulletin() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  return (
    <>
      <PageHeader
        above={<Link to={paths.bulletins(page.kind === "weekly" ? {} : { kind: page.kind })}>Bulletins</Link>}
        title={page.kind === "weekly" ? "New weekly bulletin" : "New announcement"}
        lead={
          page.kind === "weekly"
            ? "It begins with what the week's releases changed, line by line, to be put into words that customers use."
            : "For what many customers must know at once. It goes through the same review as a bulletin, then by e-mail at once."
        }
      />
      <KindTabs kind={page.kind} />
      <div className="flex flex-col gap-4">
        {failure && (
          <Callout tone="bad" title="Nothing was begun">
            {failure.error.message}
          </Callout>
        )}
        {page.kind === "weekly" ? (
          <NewWeekly weeks={page.weeks} chosen={failure?.values.week ?? page.chosen} now={page.now} />
        ) : (
          <Panel title="Announcement">
            <Form method="post" className="flex flex-wrap items-center gap-3">
              <input type="hidden" name="kind" value="important" />
              <Button look="primary">Begin the draft</Button>
              <span className="text-muted">Nobody outside reads it before it is approved and published.</span>
            </Form>
          </Panel>
        )}
      </div>
    </>
  );
}
