import { RETRIEVAL_DAYS, type SwitchDates } from "#app/domain/exports/clock-rules.ts";
import { Facts } from "../panel.tsx";
import { basisLabels } from "./dates-form.tsx";

/** The recorded dates with the paragraph that each comes from. */
export function DatesFacts({
  dates,
  fetchUntil,
  handedOverOn,
  serviceErasedOn,
}: {
  dates: SwitchDates;
  fetchUntil: string;
  handedOverOn: string | null;
  serviceErasedOn: string | null;
}) {
  const law = (paragraph: string) => <span className="text-muted"> · Data Act Article 25({paragraph})</span>;
  return (
    <Facts
      items={[
        [
          "Notice",
          <>
            {dates.noticeGivenOn} – {dates.noticeEndsOn}
            {law("2)(d")}
          </>,
        ],
        [
          "Transition",
          <>
            until {dates.transitionEndsOn}: {basisLabels[dates.transitionBasis]}
            {law({ thirty_days: "2)(a", technically_unfeasible: "4", customer_extended: "5" }[dates.transitionBasis])}
            {dates.transitionReason && <p className="whitespace-pre-wrap">{dates.transitionReason}</p>}
            {dates.unfeasibleToldOn && <p>The customer was told on {dates.unfeasibleToldOn}.</p>}
          </>,
        ],
        [
          "Fetching",
          <>
            until {fetchUntil}
            {law("2)(g")}
            {fetchUntil > dates.retrievalEndsOn && (
              <p>
                Agreed until {dates.retrievalEndsOn}; handed over on {handedOverOn}, so that there are {RETRIEVAL_DAYS}{" "}
                days for it.
              </p>
            )}
            {dates.retrievalReason && <p className="whitespace-pre-wrap">{dates.retrievalReason}</p>}
          </>,
        ],
        [
          "The service's own data",
          <>
            {serviceErasedOn ? `erased on ${serviceErasedOn}` : "not recorded as erased"}
            {law("2)(h")}
          </>,
        ],
        ["Charge", "None: neither for the switch nor for the archive."],
      ]}
    />
  );
}
