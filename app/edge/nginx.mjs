import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { listFile, textOf, writeWhole } from "./list-file.mjs";

const run = promisify(execFile);
const PATIENCE_MS = 20_000;
/**
 * For so long every answer must come from the new list: for a tenth of a second after a reload, nginx's old processes still
 * take connections.
 */
const STEADY_MS = 1000;
const ASK_EVERY_MS = 50;

/**
 * Puts the list where nginx includes it, once nginx says that its configuration is sound with it; else the one that was there
 * comes back.
 * @throws Error with a sentence
 */
export async function install(settings, list) {
  const file = listFile(settings);
  const before = textOf(file);
  writeWhole(file, list.text);
  if (settings.filesOnly) return;
  try {
    await execute(settings.testCommand);
  } catch (error) {
    if (before === null) rmSync(file);
    else writeWhole(file, before);
    throw new Error(`nginx refuses its configuration with this list: ${error.message}`);
  }
}

/**
 * Sees to it that nginx runs the list: it says itself which, and is told to read its configuration again where it is another.
 * @throws Error with a sentence
 */
export async function ensureRuns({ statusUrl, reloadCommand }, list) {
  const wanted = `version=${list.version} sha256=${list.sha256}`;
  if ((await ask(statusUrl)) === wanted) return;
  await execute(reloadCommand).catch((error) => {
    throw new Error(`nginx cannot be told to read its configuration again: ${error.message}`);
  });
  const end = Date.now() + PATIENCE_MS;
  let since = null;
  while (since === null || Date.now() - since < STEADY_MS) {
    if (Date.now() > end) throw new Error(`nginx does not say that it runs version ${list.version}.`);
    await pause(ASK_EVERY_MS);
    const said = await ask(statusUrl);
    since = said === wanted ? (since ?? Date.now()) : null;
  }
}

async function ask(url) {
  try {
    // Each on a connection of its own: one that is kept stays with the process that took it.
    const answer = await fetch(url, { headers: { connection: "close" }, signal: AbortSignal.timeout(PATIENCE_MS) });
    return (await answer.text()).trim();
  } catch (error) {
    throw new Error(`nginx does not answer at ${url} (${error.cause?.code ?? error.name}).`);
  }
}

async function execute([file, ...args]) {
  try {
    await run(file, args, { timeout: PATIENCE_MS });
  } catch (error) {
    const said = (error.stderr || error.message).trim().split("\n");
    throw new Error(said.find((line) => /emerg|error/.test(line)) ?? said.at(-1));
  }
}
