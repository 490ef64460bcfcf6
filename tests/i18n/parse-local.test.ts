import { expect, test } from "vitest";
import { browserName } from "#app/i18n/browser-name.ts";
import { parseLocal } from "#app/i18n/parse-local.ts";

test.each([
  ["2026-11-22T21:40", "2026-11-22T19:40:00.000Z"],
  ["2026-07-01T00:00", "2026-06-30T21:00:00.000Z"],
  ["2026-11-22", "2026-11-21T22:00:00.000Z"],
  // Clocks go forward at 03:00: 03:30 does not exist and counts as 04:30.
  ["2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
  // Clocks go back at 04:00: 03:30 comes twice, and the first counts.
  ["2026-10-25T03:30", "2026-10-25T00:30:00.000Z"],
])("%s in Helsinki is %s", (text, instant) => {
  expect(parseLocal(text)?.toISOString()).toBe(instant);
});

test.each(["", "22.11.2026", "2026-13-01", "2026-02-30", "2026-11-22T25:00", "2026-11-22T21:40:00Z", "now"])(
  "%j is no time",
  (text) => {
    expect(parseLocal(text)).toBeNull();
  },
);

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.5.0", "Unknown browser"],
  ["", "Unknown browser"],
])("%s is shown as %s", (header, name) => {
  expect(browserName(header)).toBe(name);
});
