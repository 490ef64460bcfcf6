import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium that is already there: a system's, or the one Playwright keeps. */
export function findChromium(): string | undefined {
  const own = chromium.executablePath();
  return [...PLACES, own].find((place) => place && existsSync(place)) || undefined;
}

/**
 * A Chromium to test with: one that is there; else Debian's package, where this user may install it; else Playwright's.
 * @throws an Error that says how to get one: browser tests are never skipped
 */
export function ensureChromium(say: (line: string) => void): string {
  const there = findChromium();
  if (there) return there;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Debian's chromium for the browser tests ...");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  if (!findChromium()) {
    say("Fetching Playwright's chromium for the browser tests ...");
    spawnSync(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], { stdio: "ignore" });
  }
  const found = findChromium();
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium, and none could be installed. Install it (Debian: sudo apt-get install chromium; elsewhere: npx playwright-core install chromium), or name one in CHROMIUM_PATH.",
  );
}

/** Loopback only: a test browser must not look for anything outside. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
