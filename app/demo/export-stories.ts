/** Leaving customers of the demo. Times are days before the demo's first start. */
export type ExportStory = {
  /** As the demo's ledger names it. */
  company: string;
  person: string;
  language: "fi" | "sv" | "en";
  /** Notice was given, and the archive was asked for. */
  asked: number;
  noticeEnds: number;
  /** Approved, made and handed over; not yet, where it is left out. */
  given?: number;
  fetched?: number;
  /** The time for fetching was over. */
  ended?: number;
  proposed?: number;
  erased?: number;
};

/** Oldest first. The transition ends 30 days after the notice, and fetching 30 days after that. */
export const exportStories: readonly ExportStory[] = [
  {
    company: "Asunto Oy Taruvaaran Käpytikka",
    person: "Iida Isännöitsijä",
    language: "fi",
    asked: 230,
    noticeEnds: 200,
    given: 190,
    fetched: 188,
    ended: 139,
    proposed: 130,
    erased: 129,
  },
  {
    company: "Aurinkosillan säätiö sr",
    person: "Sanna Säätiölä",
    language: "sv",
    asked: 110,
    noticeEnds: 80,
    given: 60,
    fetched: 57,
    ended: 19,
    proposed: 2,
  },
  {
    company: "Lumipallon Harrastajat ry",
    person: "Harri Harrastelija",
    language: "fi",
    asked: 50,
    noticeEnds: 20,
    given: 4,
  },
  {
    company: "Osuuskunta Kelopuu",
    person: "Kaija Kelopää",
    language: "fi",
    asked: 9,
    noticeEnds: -20,
  },
];
