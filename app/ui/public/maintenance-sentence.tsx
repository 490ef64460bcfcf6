import type { PublicMaintenance } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { Callout } from "../callout.tsx";
import { PublicSpan, PublicTime } from "./public-time.tsx";

/** The one answer: whether there is a break now, and if not, when the next one is. */
export function MaintenanceSentence({ shown, language }: { shown: PublicMaintenance; language: Language }) {
  const t = publicMessages(language).maintenance;
  const running = shown.running.find(({ phase }) => phase === "overrun") ?? shown.running[0];
  if (running)
    return (
      <Callout tone="warn">
        {running.phase === "overrun" ? t.overrunSentence : t.runningSentence}{" "}
        <PublicTime at={running.endsAt} language={language} />.
      </Callout>
    );
  const announced = shown.coming.find(({ phase }) => phase === "announced");
  const next = announced ?? shown.preliminary[0];
  return (
    <p>
      {t.nothingNow}{" "}
      {next ? (
        <>
          {announced ? t.nextSentence : t.nextPreliminarySentence}{" "}
          <PublicSpan from={next.startsAt} to={next.endsAt} language={language} />.
        </>
      ) : (
        t.nothingComing
      )}
    </p>
  );
}
