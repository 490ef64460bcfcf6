import type { Language } from "../../i18n/languages.ts";
import type { ServiceCtx } from "../context.ts";
import { hasClockChange } from "../maintenance/timing-rules.ts";
import { type LoadedWindow, loadPublicWindows } from "./load-public-windows.server.ts";
import type { PublicMaintenance, PublicWindow } from "./public-view.ts";
import { phaseAt, type WindowPhase } from "./window-phase-rules.ts";

const DAY_MS = 86_400_000;
const PAST_DAYS = 365;
const PAST_SHOWN = 24;
const PRELIMINARY_SHOWN = 12;

const going: ReadonlySet<WindowPhase> = new Set(["in_progress", "verifying", "overrun"]);

/** Maintenance as anybody may know it. Needs no permission: it is what customers are told, and nothing else is read. */
export async function readPublicMaintenance(
  ctx: ServiceCtx,
  { language }: { language: Language },
): Promise<PublicMaintenance> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - PAST_DAYS * DAY_MS);
  const loaded = await loadPublicWindows(ctx.db, { language, since });
  const windows = loaded.flatMap((window) => {
    const phase = phaseAt(window, now);
    return phase ? [shown(window, phase, ctx.profile.service.timeZone)] : [];
  });
  const isComing = ({ phase, endsAt }: PublicWindow) =>
    phase === "announced" || (phase === "cancelled" && new Date(endsAt) > now);
  const isPast = (window: PublicWindow) =>
    !going.has(window.phase) && window.phase !== "preliminary" && !isComing(window);
  const soonestFirst = windows.toReversed();
  return {
    now: now.toISOString(),
    running: soonestFirst.filter(({ phase }) => going.has(phase)),
    coming: soonestFirst.filter(isComing),
    preliminary: soonestFirst.filter(({ phase }) => phase === "preliminary").slice(0, PRELIMINARY_SHOWN),
    past: windows.filter(isPast).slice(0, PAST_SHOWN),
  };
}

function shown(window: LoadedWindow, phase: WindowPhase, timeZone: string): PublicWindow {
  return {
    id: window.id,
    kind: window.kind,
    phase,
    title: window.title,
    message: window.message,
    startsAt: window.startsAt.toISOString(),
    endsAt: window.endsAt.toISOString(),
    clockChange: hasClockChange(window, timeZone),
    components: window.components,
    announcedAt: window.announcedAt?.toISOString() ?? null,
    hoursChangedAt: window.hoursChangedAt?.toISOString() ?? null,
    finishedAt: window.finishedAt?.toISOString() ?? null,
  };
}
