import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { announceUrgent } from "#app/domain/maintenance/announce-urgent.server.ts";
import { urgentChoices } from "#app/domain/maintenance/urgent-choices.server.ts";
import { clashesIn } from "#app/domain/maintenance/window-rows.server.ts";
import { countReaders } from "#app/domain/subscriptions/count-readers.server.ts";
import { formatCount } from "#app/i18n/formats.ts";
import type { Language } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { Callout } from "#app/ui/callout.tsx";
import { UrgentForm } from "#app/ui/maintenance/urgent-form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { chosenComponents, instantOf, textOf } from "./form-fields.server.ts";

export const meta: MetaFunction = () => [{ title: "Urgent maintenance · Huolto" }];

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export const loader = staffLoader("maintenance.manage", async ({ ctx }) => {
  const now = ctx.clock.now();
  const readers = await countReaders(ctx, { topic: "maintenance" });
  return {
    readers: Object.values(readers).reduce((sum, count) => sum + count, 0),
    components: await urgentChoices(ctx),
    firstLanguage: ctx.profile.bulletins.firstLanguage,
    clashesNow: clashesIn(ctx.profile, { startsAt: now, endsAt: new Date(now.getTime() + HOUR_MS) }),
  };
});

export const action = staffAction("maintenance.manage", async ({ ctx, request }) => {
  const form = await request.formData();
  const later = textOf(form, "when") === "later";
  const falling = later ? unseenClashes(ctx.profile, form) : null;
  if (falling) return falling;
  const { id } = await announceUrgent(ctx, {
    sentence: textOf(form, "sentence"),
    language: textOf(form, "language") as Language,
    components: chosenComponents(form),
    startsAt: later ? (instantOf(form, "startsAt") ?? "") : null,
    minutes: Number(textOf(form, "minutes")),
  });
  return redirect(paths.maintenanceWindow(id));
});

/** What the hours of the form fall on, where the person has not been shown it yet: an announcement is not taken back. */
function unseenClashes(profile: Profile, form: FormData) {
  const start = instantOf(form, "startsAt");
  const end = new Date(Date.parse(start ?? "") + Number(textOf(form, "minutes")) * MINUTE_MS);
  if (!start || !(end.getTime() > Date.parse(start))) return null;
  const clashes = clashesIn(profile, { startsAt: new Date(start), endsAt: end });
  const seen = clashes.map(({ day, what }) => `${day} ${what}`).join("; ");
  if (clashes.length === 0 || textOf(form, "seen") === seen) return null;
  const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  return { clashes, seen, values };
}

export default function UrgentMaintenance() {
  const { components, firstLanguage, clashesNow, readers } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const fallsOn = result && "clashes" in result ? result : undefined;
  return (
    <>
      <PageHeader
        above={<Link to={paths.maintenance()}>Maintenance</Link>}
        title="Urgent maintenance"
        lead={`It is told at once, on the public page, in the feeds and calendars and by e-mail to ${readers === 1 ? "1 subscriber" : `${formatCount(readers)} subscribers`}: that cannot be undone, only cancelled. While it runs, the alerts of its components are silenced.`}
      />
      <div className="flex flex-col gap-5">
        {failure && (
          <Callout tone="bad" title="Nothing was announced yet">
            {failure.error.message}
          </Callout>
        )}
        <UrgentForm
          components={components}
          firstLanguage={firstLanguage}
          clashesNow={clashesNow}
          fallsOn={fallsOn}
          failure={failure}
        />
      </div>
    </>
  );
}
