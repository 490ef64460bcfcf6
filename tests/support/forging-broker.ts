import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

export type Forgery = {
  claims?: Record<string, unknown>;
  signature?: "good" | "none" | "stranger" | "client secret";
};

/** A broker that answers every code with an ID token made to the test's order. Its tokens carry the nonce it was told. */
export async function startForgingBroker() {
  let nonce = "";
  let forgery: Forgery = {};
  const server = createServer((req, res) => {
    const json = (body: object) => res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (req.url === "/.well-known/openid-configuration") {
      return json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (req.url === "/jwks") {
      return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] });
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: "console",
      sub: "somebody",
      nonce,
      iat: now,
      exp: now + 60,
      acr: "loa:substantial",
      amr: ["mfa", "ftn"],
      auth_time: now,
      ...forgery.claims,
    };
    const kind = forgery.signature ?? "good";
    const alg = kind === "none" ? "none" : kind === "client secret" ? "HS256" : "RS256";
    const body = `${base64url({ alg, kid: "k" })}.${base64url(claims)}`;
    const signature =
      kind === "none"
        ? ""
        : kind === "client secret"
          ? createHmac("sha256", "a secret for the tests only").update(body).digest("base64url")
          : createSign("sha256")
              .update(body)
              .sign(kind === "good" ? privateKey : stranger, "base64url");
    json({ access_token: "a", token_type: "Bearer", expires_in: 60, id_token: `${body}.${signature}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    issuer,
    /** What the next token is like, as the answer to the authorization request. @returns the callback's query string */
    answer(authorizationUrl: string, next: Forgery) {
      const params = new URL(authorizationUrl).searchParams;
      nonce = params.get("nonce")!;
      forgery = next;
      return `?code=c&state=${params.get("state")}`;
    },
    stop: () =>
      new Promise<void>((resolve) => server.close(() => resolve())).finally(() => server.closeAllConnections()),
  };
}
