import { MessageError, type SmsGateway } from "./gateway.ts";

const TIMEOUT_MS = 15_000;

/**
 * SMS by an HTTP gateway: `POST {to, text, reference}` as JSON with a bearer token; any 2xx means taken.
 * 408, 425, 429 and 5xx are tried again; other answers are lasting refusals.
 */
export function httpSmsGateway(url: string, token: string): SmsGateway {
  return {
    keepsBody: false,
    async send({ id, to, text }) {
      let status: number;
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            // A repetition after a lost answer must not cost or send twice.
            "idempotency-key": id,
          },
          body: JSON.stringify({ to, text, reference: id }),
          redirect: "error",
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        status = response.status;
        await response.body?.cancel();
      } catch (error) {
        throw new MessageError("unavailable", "The SMS gateway could not be reached.", { cause: error });
      }
      if (status >= 200 && status < 300) return;
      throw status === 408 || status === 425 || status === 429 || status >= 500
        ? new MessageError("unavailable", `The SMS gateway took no message now (${status}).`)
        : new MessageError("rejected", `The SMS gateway refused the message (${status}).`);
    },
  };
}
