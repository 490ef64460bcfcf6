import { createHmac } from "node:crypto";

/** Signs as Standard Webhooks 1.0 says (symmetric, v1). Pure. */

export const SECRET_BEGINNING = "whsec_";

/**
 * The headers of one delivery.
 * @param id stays the same when a delivery is tried again
 * @param at of this try
 * @param secret `whsec_` and the key in base64
 */
export function signedHeaders({ id, at, body, secret }: { id: string; at: Date; body: string; secret: string }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(SECRET_BEGINNING.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
