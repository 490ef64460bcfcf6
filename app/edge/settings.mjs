import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** What is wrong with the settings, in a sentence. */
export class SettingsError extends Error {}

const options = {
  balancer: { type: "string" },
  kind: { type: "string" },
  url: { type: "string" },
  "key-file": { type: "string" },
  dir: { type: "string" },
  socket: { type: "string" },
  "test-command": { type: "string", default: "nginx -t" },
  "reload-command": { type: "string", default: "nginx -s reload" },
  "status-url": { type: "string" },
  every: { type: "string", default: "5" },
  once: { type: "boolean", default: false },
  "files-only": { type: "boolean", default: false },
  "allow-older": { type: "boolean", default: false },
};

/**
 * The command line's settings; see README.md.
 * @throws SettingsError
 */
export function readSettings(args) {
  const values = parsed(args);
  const needed = (name) => {
    if (!values[name]) throw new SettingsError(`--${name} is missing. See app/edge/README.md for all settings.`);
    return values[name];
  };
  const name = needed("balancer");
  if (!/^[a-z0-9][a-z0-9.-]{0,62}$/.test(name))
    throw new SettingsError("--balancer has lower-case letters, digits, dots and hyphens, 63 at most.");
  const kind = needed("kind");
  if (kind !== "haproxy" && kind !== "nginx") throw new SettingsError("--kind is haproxy or nginx.");
  const every = Number(values.every);
  if (!(every >= 1 && every <= 3600)) throw new SettingsError("--every is a number of seconds, from 1 to 3600.");
  const dir = needed("dir");
  if (!path.isAbsolute(dir) || !statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new SettingsError(`--dir ${dir} is no folder, or its path is not whole (from /).`);
  const filesOnly = values["files-only"];
  return {
    name,
    kind,
    url: consoleUrl(needed("url")),
    key: keyIn(needed("key-file")),
    dir,
    everyMs: every * 1000,
    once: values.once || filesOnly,
    filesOnly,
    allowOlder: values["allow-older"],
    socket: kind === "haproxy" && !filesOnly ? needed("socket") : undefined,
    statusUrl: kind === "nginx" && !filesOnly ? needed("status-url") : undefined,
    testCommand: values["test-command"].split(" ").filter(Boolean),
    reloadCommand: values["reload-command"].split(" ").filter(Boolean),
  };
}

function parsed(args) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new SettingsError(`${error.message.split(". ")[0]}.`);
  }
}

function consoleUrl(text) {
  if (!URL.canParse(text)) throw new SettingsError(`--url ${text} is no address.`);
  const url = new URL(text);
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  // The key would be read on the way, and a list put in its place.
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere))
    throw new SettingsError("--url begins with https://, except on this machine itself.");
  return url.origin;
}

function keyIn(file) {
  let text;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new SettingsError(`--key-file ${file} cannot be read (${error.code}).`);
  }
  if (!/^[\w~+/.-]+=*$/.test(text)) throw new SettingsError(`--key-file ${file} holds no key.`);
  return text;
}
