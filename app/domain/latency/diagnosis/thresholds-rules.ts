/**
 * Every number that a diagnosis decides by, with its unit and its reason. Nothing else in this folder holds one.
 * "Apart" always asks for three things at once: seconds that a person notices, a part of the normal, and more than the normal
 * itself varies from week to week.
 */

/** How far a figure must be above its normal to be called above it. */
export type Apart = {
  /** Seconds. */
  seconds: number;
  /** Of the normal. */
  part: number;
};

/** Weeks of normal: the same hours of the week, so many weeks back. Four are a month: payroll, VAT and the month's end are in one each. */
export const NORMAL_WEEKS = 4;
/** Of fewer requests an average is chance: one slow report among them would be the whole slowdown. */
export const REQUESTS_MIN = 30;
/** A normal week with fewer requests is left out: its average would count as much as a busy week's. */
export const WEEK_REQUESTS_MIN = 10;
/** All normal weeks together; two thin weeks are no normal. */
export const NORMAL_REQUESTS_MIN = 40;
/** Page loads are about a third of a browser's requests, so they may be fewer. */
export const PAGE_LOADS_MIN = 20;
/** So many requests make an average that one request cannot move: below it nothing is called certain. */
export const REQUESTS_SURE = 100;

/**
 * How much single requests differ, against their average (standard deviation): server times have a long tail. With it the
 * chance in an average of n requests is this over the square root of n.
 */
export const REQUEST_VARIATION = 1.2;
/** Standard errors that chance must be exceeded by: one in forty of normal periods is above two. */
export const CHANCE_TIMES = 2;
/** Times the spread between normal weeks that a figure must be above the normal. */
export const SPREAD_TIMES = 2.5;
/** The spread of four numbers is itself uncertain: it is taken as at least 3 % and at most 20 % of the normal. */
export const SPREAD_PART_MIN = 0.03;
export const SPREAD_PART_MAX = 0.2;
/** With one normal week nothing is known of the spread. */
export const SPREAD_PART_UNKNOWN = 0.1;

/** People notice a tenth of a second in a page; a fifth is above what a busy day, or another week's mix of pages, adds. */
export const SERVER_APART: Apart = { seconds: 0.08, part: 0.2 };
/**
 * Where everybody's time rose and a page, a server, a connection or maintenance stands out as its reason, a smaller rise is no
 * chance: everybody's figures are of so many requests. The customer itself must have at least half of it.
 */
export const WITH_EVERYBODY: Apart = { seconds: 0.05, part: 0.1 };
export const WITH_EVERYBODY_OWN_PART = 0.5;
/** Networks vary more by themselves (a mobile connection, a meeting in one office). */
export const NETWORK_APART: Apart = { seconds: 0.1, part: 0.3 };
/** A browser's update or another mix of pages moves it by some tenths of its normal. */
export const BROWSER_APART: Apart = { seconds: 0.12, part: 0.2 };
/** Everybody's average is of very many requests: a twentieth is a change. Less is noise and is called nobody's. */
export const OTHERS_PART = 0.05;

/** However much everybody's weeks differ, a rise of a tenth of very many requests is one. */
export const OTHERS_NOISE_MAX = 0.1;
/** Network and browser of all customers together vary more than their server time: who works from where changes by the day. */
export const OTHERS_SEGMENT_PART = 0.15;
/** Of all requests: where the customer itself is more than the rest, the others are too few to compare with. */
export const OTHERS_MIN_PART = 0.1;

/** A page is one of its own when it is so much above the other pages' change, and by so many seconds. */
export const PAGE_APART: Apart = { seconds: 0.12, part: 0.3 };
/** A server, against the other servers of its role. Of a database a request takes a part only, so seconds count for less. */
export const NODE_APART: Apart = { seconds: 0.04, part: 0.25 };
/** A server with a tenth of its normal requests is out, and the others carry its load. */
export const NODE_OUT_PART = 0.1;
/** Built-in connections are slow by nature and vary: half as long again, and against the service's own change. */
export const DEPENDENCY_APART: Apart = { seconds: 0.15, part: 0.5 };
/** Of a dependency's requests: failures cost a time-out each. */
export const DEPENDENCY_ERRORS_APART = 0.05;
/** Of the period that it did not answer at all. */
export const DEPENDENCY_DOWN_PART = 0.1;
/**
 * What a connection or a database that is apart has at least of the time that everybody lost and no page or server has, also where
 * its own seconds account for less: whoever waits for it holds others up, not all calls are counted, and a second, general fault
 * in the same hours is rare. What its seconds do not account for makes the verdict less sure.
 */
export const SPECIAL_PART_MIN = 0.85;
/** From this part of its role's lost time on, a server is said to be alone in it. */
export const NODE_ALONE_PART = 0.85;
/** Below it what a cause's own seconds account for is too little to be sure of it. */
export const ACCOUNTED_SURE = 0.5;

/** A connection's own seconds may be so many times what everybody lost and still be the same seconds, measured elsewhere. */
export const ACCOUNTED_TIMES_MAX = 1.5;

/** Volume (requests, rows) against the customer's own normal and everybody's growth: half as much again is heavy. */
export const LOAD_VOLUME_TIMES = 1.5;
/** Seconds at an even volume must double beyond what everything of the customer slowed by: otherwise they are an effect. */
export const LOAD_SECONDS_TIMES = 2;
/** A load is a cause only where it added so much of the seconds that the browsers lost. */
export const LOAD_SECONDS_PART = 0.05;
/** Where everything else is ruled out a smaller load is suspected too, and never more than that. */
export const LOAD_SECONDS_PART_SUSPECTED = 0.005;
/** From so many times their normal the calls of an integration are called slow: they are many, and of one kind. */
export const CALLS_TOUCHED = 1.15;

/** Hours after a release in which a page's slowness is put in relation with it. */
export const RELEASE_HOURS = 72;
/** An urgent release is urgent maintenance from so many hours before the period. */
export const URGENT_HOURS = 2;

/** A cause below this share of the excess is not named: it could be chance. */
export const SHARE_NAMED = 0.2;
/** The largest cause is named from here, with low confidence. */
export const SHARE_MAIN = 0.15;

/** What makes a verdict sure, and what makes it more than a guess. Times are of the threshold that the whole excess had to pass. */
export const HIGH = { share: 0.6, margin: 0.3, times: 1.5, weeks: 3 };
export const MEDIUM = { share: 0.45, margin: 0.1, times: 1.15, weeks: 2 };
/** "Nothing abnormal" is sure well below the threshold, and a guess close to it. */
export const CALM_HIGH_TIMES = 0.6;
export const CALM_LOW_TIMES = 0.85;
/** An excess that no check explains is called one from so many times its threshold: four weeks know their noise roughly. */
export const UNEXPLAINED_TIMES = 1.8;
