import { lookup as resolve } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Where a request to an address that people typed in may go: server-side request forgery ends here. */
export type Reach = {
  /** Private networks that the operator opens, as CIDR. */
  networks: readonly string[];
  /** Plain http to this machine itself: for the demo and for development. */
  loopback: boolean;
};

export type PostFailure =
  | "address_refused"
  | "name_unknown"
  | "connection_refused"
  | "connection_failed"
  | "tls_failed"
  | "timeout";
export type Posted = { status: number } | { failure: PostFailure };

class Refused extends Error {}
class Unknown extends Error {}

const GLOBAL_IPV6 = /^[23][0-9a-f]{3}:/;

/** Whether an address may be connected to: of the public internet, or of a network that is open. */
export function mayReach(address: string, { networks, loopback }: Reach): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6's clothes is the IPv4 address.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  // Of IPv6, what is global is all of 2000::/3 (RFC 4291, 2.4); the old form ::127.0.0.1 is not.
  if (range === "unicast") return parsed.kind() === "ipv4" || GLOBAL_IPV6.test(parsed.toNormalizedString());
  if (range === "loopback" && loopback) return true;
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match([base, bits] as [typeof parsed, number]);
  });
}

/** Why an address cannot be posted to, whatever it resolves to; null: it can. */
export function addressFault(
  text: string,
  { loopback }: Pick<Reach, "loopback">,
): "unreadable" | "not_https" | "user" | null {
  if (!URL.canParse(text)) return "unreadable";
  const url = new URL(text);
  if (url.username || url.password) return "user";
  if (url.protocol === "https:") return null;
  const host = bare(url.hostname);
  const isHere = host === "localhost" || (ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback");
  return url.protocol === "http:" && loopback && isHere ? null : "not_https";
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

/**
 * Posts a body and tells the answer's status. Every address that the name has is checked, and only those that were checked are
 * connected to, so that a name which answers otherwise the second time leads nowhere else. Redirects are not followed, and
 * what is answered besides the status is not read.
 * @param options.timeoutMs for everything, from the name to the answer's head
 */
export async function guardedPost(
  address: string,
  options: {
    headers: Record<string, string>;
    body: string;
    reach: Reach;
    timeoutMs: number;
    signal?: AbortSignal;
    resolveName?: typeof resolve;
  },
): Promise<Posted> {
  if (addressFault(address, options.reach) !== null) return { failure: "address_refused" };
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  try {
    return { status: await post(new URL(address), { ...options, signal }) };
  } catch (error) {
    return { failure: timeout.aborted ? "timeout" : failureOf(error) };
  }
}

async function post(
  url: URL,
  { headers, body, reach, signal, resolveName = resolve }: Parameters<typeof guardedPost>[1] & { signal: AbortSignal },
): Promise<number> {
  const host = bare(url.hostname);
  // A literal address is never looked up.
  if (isIP(host) && !mayReach(host, reach)) throw new Refused();
  const checked: LookupFunction = (name, { all }, answer) => {
    resolveName(name, { all: true }).then(
      (found) => {
        if (found.length === 0 || !found.every((one) => mayReach(one.address, reach))) answer(new Refused(), "", 0);
        else if (all) answer(null, found);
        else answer(null, found[0]!.address, found[0]!.family);
      },
      () => answer(new Unknown(), "", 0),
    );
  };
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return await new Promise<number>((done, fail) => {
    const sent = send(url, {
      method: "POST",
      headers: { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
      lookup: checked,
      // A kept connection would lead to an address that was checked long ago.
      agent: false,
      signal,
      maxHeaderSize: 16_384,
    });
    sent.on("response", (answered) => {
      done(answered.statusCode ?? 0);
      answered.destroy();
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

function failureOf(error: unknown): PostFailure {
  if (error instanceof Refused) return "address_refused";
  if (error instanceof Unknown) return "name_unknown";
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "ECONNREFUSED") return "connection_refused";
  const isTls = typeof code === "string" && /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);
  return isTls ? "tls_failed" : "connection_failed";
}
