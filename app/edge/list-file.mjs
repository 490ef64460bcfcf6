import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const STAMP = /^# huolto ip-lists version=([1-9][0-9]{0,14}) sha256=([0-9a-f]{64})$/;
const NETWORK = "[0-9a-f.:]{3,45}/[0-9]{1,3}";
const ID = "[0-9A-Z-]{1,40}";

/**
 * What each kind's lines may be. A console that was taken over could otherwise write anything into a balancer's configuration.
 */
const lineOf = {
  haproxy: [new RegExp(`^${ID}/ refused$`), new RegExp(`^${ID}/[0-9A-F]{1,32} ${NETWORK}$`)],
  nginx: [
    /^geo \$huolto_list_[1-9][0-9]{0,6} \{$/,
    /^map \$huolto_customer \$huolto_(entry|lists) \{$/,
    /^\}$/,
    /^ {2}default (refused|open);$/,
    /^ {2}default "version=[1-9][0-9]{0,14} sha256=[0-9a-f]{64}";$/,
    new RegExp(`^  ${NETWORK} ${NETWORK};$`),
    new RegExp(`^  "${ID}" \\$huolto_list_[1-9][0-9]{0,6};$`),
  ],
};

/**
 * A list as it came from the console or lies on the disk.
 * @returns its version and hash and its lines, or null for what is no whole list of this kind
 */
export function readList(kind, text) {
  const lines = text.split("\n");
  const stamp = STAMP.exec(lines.shift());
  if (!stamp || lines.pop() !== "") return null;
  if (!lines.every((line) => lineOf[kind].some((form) => form.test(line)))) return null;
  return { version: Number(stamp[1]), sha256: stamp[2], lines, text };
}

export const listFile = ({ dir, kind }) => path.join(dir, kind === "haproxy" ? "ip-lists.map" : "ip-lists.conf");

/** @returns the last good list, or null */
export function listOnDisk(settings) {
  const text = textOf(listFile(settings));
  return text === null ? null : readList(settings.kind, text);
}

export function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** All of it or nothing, also when the power goes: whoever opens the file finds the old text or the new one. */
export function writeWhole(file, text) {
  const part = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(part, "w", 0o644);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  const folder = openSync(path.dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
