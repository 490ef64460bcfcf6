import { linkKind, ownImage, ownPath } from "../../platform/markdown/address-rules.ts";

/** What is wrong with an address by itself, or what must be looked up of it. */
export type AddressVerdict =
  | { kind: "fine" }
  | { kind: "own"; path: string }
  | { kind: "image"; id: string }
  | { kind: "fault"; code: string; message: string };

const fine = { kind: "fine" } as const;
const fault = (code: string, message: string) => ({ kind: "fault", code, message }) as const;

/** Labels of letters, digits and hyphens, the last of them no number: an address of digits names a machine, not a page. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const MAIL = /^mailto:[^\s@?%]+@([^\s@?]+)(\?.*)?$/i;
/** Reserved for examples and for what is never public (RFC 2606, RFC 6761, RFC 8375). */
const RESERVED = /(?:^|\.)(?:localhost|local|internal|invalid|test|home\.arpa)$/;

/**
 * Judges a link by its form. Whether a page of others answers is not asked: a server that opens whatever address a person types
 * could be sent to machines that only it can reach.
 * @param origins where customers and staff reach us
 */
export function judgeLink(href: string, origins: { console: string; portal: string }): AddressVerdict {
  if (href === "") return fault("link_empty", "A link leads nowhere: write its address.");
  const kind = linkKind(href);
  if (kind === "own") return { kind: "own", path: ownPath(href)! };
  if (kind === "mail") {
    const host = MAIL.exec(href)?.[1]?.toLowerCase();
    return host && HOST.test(host) ? fine : fault("link_mail", `"${shown(href)}" is no e-mail address.`);
  }
  if (kind === null)
    return /^[a-z][a-z0-9+.-]*:/i.test(href) && !/^https?:/i.test(href)
      ? fault(
          "link_scheme",
          `"${shown(href)}" begins with something else than https:, http: or mailto:, and is not followed.`,
        )
      : fault(
          "link_form",
          `"${shown(href)}" is no address of a page. Write it whole, from https:// on; our own public pages begin with /public/.`,
        );
  const url = new URL(href);
  if (url.username || url.password)
    return fault("link_secret", "A link holds a user name or a password. Leave them out.");
  if (url.origin === origins.portal || url.origin === origins.console) {
    const path = ownPath(url.pathname);
    return path
      ? { kind: "own", path }
      : fault("link_console", `"${shown(href)}" is a page that customers cannot open.`);
  }
  const host = url.hostname.replace(/\.$/, "");
  if (!HOST.test(host) || RESERVED.test(host))
    return fault("link_host", `"${shown(host)}" is no name of a server on the internet.`);
  return fine;
}

export function judgeImage({ src, alt }: { src: string; alt: string }): AddressVerdict {
  const id = ownImage(src);
  if (!id)
    return fault("image_foreign", `The image "${shown(src)}" is not one that was uploaded here, and is not shown.`);
  if (alt.trim() === "")
    return fault("image_alt", "An image has no description for those who do not see it. Write one between ![ and ].");
  return { kind: "image", id };
}

const shown = (address: string) => (address.length > 80 ? `${address.slice(0, 79)}…` : address);
