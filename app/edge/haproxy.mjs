import { connect } from "node:net";
import { listFile, writeWhole } from "./list-file.mjs";

/** A command must fit into HAProxy's buffer, 16 kB unless it was built otherwise. */
const COMMAND_CHARACTERS = 8000;
const PATIENCE_MS = 10_000;

/** The new list lies on the disk before it runs, so that a start finds it. */
export async function install(settings, list) {
  writeWhole(listFile(settings), list.text);
}

/**
 * Sees to it that HAProxy runs the list: what it has in memory is read back and compared, entry by entry.
 * @throws Error with a sentence
 */
export async function ensureRuns(settings, list) {
  const map = listFile(settings);
  if (await runs(settings.socket, map, list)) return;
  await replace(settings.socket, map, list.lines);
  if (!(await runs(settings.socket, map, list)))
    throw new Error("HAProxy holds other entries than it was given: does something else write into this map?");
}

async function runs(socket, map, { lines }) {
  const shown = await command(socket, `show map ${map}`);
  if (shown.startsWith("Unknown map"))
    throw new Error(`HAProxy does not use ${map}: its configuration must name the map by exactly this path.`);
  // Each line begins with the entry's address in memory.
  const held = shown
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice(line.indexOf(" ") + 1));
  return held.length === lines.length && held.sort().every((entry, i) => entry === lines[i]);
}

/** Until the commit, HAProxy answers by the list that it had; from then on by this one: a request never meets a mixture. */
async function replace(socket, map, lines) {
  const prepared = await command(socket, `prepare map ${map}`);
  const version = /^New version created: (\d+)/.exec(prepared)?.[1];
  if (!version) throw new Error(`HAProxy does not begin a new version of the map: ${prepared.trim()}`);
  try {
    // A payload ends with an empty line; `command` ends the command.
    for (const part of parts(lines)) await silently(socket, `add map @${version} ${map} <<\n${part}`);
    await silently(socket, `commit map @${version} ${map}`);
  } catch (error) {
    // What was begun would stay in its memory.
    await command(socket, `clear map @${version} ${map}`).catch(() => {});
    throw error;
  }
}

function* parts(lines) {
  let part = "";
  for (const line of lines) {
    if (part.length + line.length > COMMAND_CHARACTERS) {
      yield part;
      part = "";
    }
    part += `${line}\n`;
  }
  if (part) yield part;
}

async function silently(socket, text) {
  const said = (await command(socket, text)).trim();
  if (said) throw new Error(`HAProxy refuses the list: ${said.slice(0, 200)}`);
}

function command(path, text) {
  return new Promise((resolve, reject) => {
    const socket = connect({ path });
    let said = "";
    socket.setEncoding("utf8");
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer")));
    socket.on("connect", () => socket.write(`${text}\n`));
    socket.on("data", (chunk) => {
      said += chunk;
    });
    socket.on("error", (error) =>
      reject(new Error(`HAProxy does not answer at ${path} (${error.code ?? error.message}).`)),
    );
    socket.on("end", () => resolve(said));
  });
}
