#!/usr/bin/env node
/**
 * Keeps a balancer's IP lists the same as the console's: fetches what is in force, applies it whole or not at all, reads back
 * what the balancer runs, and tells the console. Runs beside HAProxy or nginx with Node 20 or newer, and needs nothing else.
 *
 * Whatever fails, the balancer keeps the list that it has: nobody is let in, and nobody kept out, because a console was away.
 */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fetchList, sendReport } from "./console.mjs";
import * as haproxy from "./haproxy.mjs";
import { listOnDisk, textOf, writeWhole } from "./list-file.mjs";
import * as nginx from "./nginx.mjs";
import { readSettings, SettingsError } from "./settings.mjs";

const ERROR_CHARACTERS = 500;

function say(line) {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

/** One round: fetch, apply, read back, report. @returns what failed, in sentences */
async function round(settings, state) {
  const balancer = settings.kind === "haproxy" ? haproxy : nginx;
  const faults = [];
  const attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      faults.push(error.message);
      return null;
    }
  };
  await attempt(async () => {
    const held = listOnDisk(settings);
    // A list that somebody removed or damaged is fetched again, although it is known.
    const list = await fetchList(settings, held && state.etag);
    if (!list) return;
    if (held && list.version < held.version && !settings.allowOlder)
      throw new Error(
        `the console offers version ${list.version}, older than version ${held.version} here: it was not applied (--allow-older).`,
      );
    if (held?.text !== list.text) await balancer.install(settings, list);
    state.etag = list.etag;
  });
  const held = listOnDisk(settings);
  if (settings.filesOnly) return held ? faults : [...faults, "there is no list yet."];
  if (!held) faults.push("there is no list yet.");
  const runs = held && (await attempt(async () => balancer.ensureRuns(settings, held).then(() => held)));
  const since = runs && ((await attempt(async () => inForceSince(settings, runs))) ?? new Date().toISOString());
  await attempt(() =>
    sendReport(settings, {
      name: settings.name,
      kind: settings.kind,
      version: runs?.version ?? null,
      sha256: runs?.sha256 ?? null,
      inForceSince: since,
      error: faults.length > 0 ? faults.join(" ").slice(0, ERROR_CHARACTERS) : null,
    }),
  );
  if (runs && runs.version !== state.version) {
    state.version = runs.version;
    say(`version ${runs.version} is in force.`);
  }
  return faults;
}

/** Kept beside the list, so that a later start of this program does not begin the time anew. */
function inForceSince({ dir, kind }, { version, sha256 }) {
  const file = path.join(dir, `in-force-${kind}.json`);
  try {
    const known = JSON.parse(textOf(file) ?? "{}");
    if (known.version === version && known.sha256 === sha256) return known.since;
  } catch {
    // Written anew below.
  }
  const since = new Date().toISOString();
  writeWhole(file, `${JSON.stringify({ version, sha256, since })}\n`);
  return since;
}

async function main() {
  const settings = readSettings(process.argv.slice(2));
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop.abort());
  const state = { etag: null, version: null };
  let lastFaults = "";
  while (!stop.signal.aborted) {
    const faults = await round(settings, state);
    // Said once, not each five seconds.
    if (faults.join(" ") !== lastFaults) say(faults.length > 0 ? faults.join(" ") : "all is well again.");
    lastFaults = faults.join(" ");
    if (settings.once) return faults.length > 0 ? 1 : 0;
    await pause(settings.everyMs, undefined, { signal: stop.signal }).catch(() => {});
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : error.stack}\n`);
  process.exitCode = error instanceof SettingsError ? 2 : 1;
}
