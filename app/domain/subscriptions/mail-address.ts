import { domainToASCII } from "node:url";

/** RFC 5321, 4.5.3.1: octets of the part before the @, and of the whole (a path of 256 with its brackets). */
const MOST_LOCAL = 64;
const MOST = 254;
/** RFC 5322's atext and single dots: no quotes, no spaces, no control character, so nothing that could begin a header. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * An e-mail address as it is written to. A domain with other letters than ASCII becomes its IDNA form; a part before the @
 * with them is refused, since many servers on the way take none (SMTPUTF8, RFC 6531).
 * @returns null for what is no address that can be written to
 */
export function mailAddress(typed: string): string | null {
  // Long before anything is parsed: a domain of a megabyte is nobody's.
  if (typed.length > 4 * MOST) return null;
  const found = /^([^@]+)@([^@]+)$/.exec(typed.trim());
  if (!found) return null;
  const [, local = "", domain = ""] = found;
  // What a URL would let begin a port or path is no part of a host's name; the rest the labels refuse.
  if (!LOCAL.test(local) || local.length > MOST_LOCAL || /[\s/?#:[\]\\%]/.test(domain)) return null;
  const ascii = domainToASCII(domain);
  const labels = ascii.split(".");
  const named = labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
  const address = `${local}@${ascii}`;
  return named && address.length <= MOST ? address : null;
}

/** `m•••@yritys.example`: enough for its owner, too little for whoever was sent a forwarded mail. */
export const maskedAddress = (address: string): string => address.replace(/^(.)[^@]*/, "$1•••");
