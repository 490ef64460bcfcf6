import { generateKeyPairSync, randomBytes, randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type Configuration, type InteractionResults } from "oidc-provider";
import { type BrokerPerson, faultyPeople } from "./broker-faults.ts";
import { brokerPolicy, codePage, peoplePage, problemPage } from "./broker-pages.ts";
import { memoryAdapter } from "./memory-adapter.ts";
import { demoPeople } from "./people.ts";

export type BrokerOptions = {
  port: number;
  /** Address under which browsers and the console reach it; without one, the loopback address with the port. */
  issuer?: string;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  /** Offers the people for whom the answer is wrong (tests only). */
  faults?: boolean;
};
export type Broker = { issuer: string; stop: () => Promise<void> };

const WRONG_CODES = 5;
const INTERACTION_SECONDS = 600;
const FORM_BYTES_MAX = 10_000;

function configuration(options: BrokerOptions): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: options.redirectUris,
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: {
      keys: [
        { ...privateKey.export({ format: "jwk" }), kid: randomBytes(8).toString("hex"), use: "sig", alg: "RS256" },
      ],
    },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    scopes: ["openid", "idp-id"],
    claims: { openid: ["sub", "acr", "amr", "auth_time", "idp"], "idp-id": ["idp_id"] },
    acrValues: ["loa:low", "loa:substantial"],
    // Brokers of national eIDs put the claims into the ID token; the console asks for nothing else.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      Interaction: INTERACTION_SECONDS,
      Session: INTERACTION_SECONDS,
      Grant: INTERACTION_SECONDS,
      AuthorizationCode: 60,
      AccessToken: 60,
      IdToken: 600,
    },
    async renderError(ctx, out) {
      ctx.type = "html";
      ctx.body = problemPage(`${out.error}: ${out.error_description ?? ""}`);
    },
    async findAccount(_ctx, accountId, token) {
      // The method is known to the code alone: the same person may come by another next time.
      const amr = token && "amr" in token && Array.isArray(token.amr) ? (token.amr as string[]) : [];
      const idp = amr.find((name) => name !== "mfa");
      return { accountId, claims: async () => ({ sub: accountId, idp, idp_id: `${idp}:${accountId}` }) };
    },
    // A broker asks for no consent beyond the identification itself.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client!.clientId,
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope("openid idp-id");
      await grant.save();
      return grant;
    },
  };
}

/**
 * Starts the stand-in for the identification broker: a real OpenID Connect provider whose people are invented.
 * It keeps nobody signed in, and everything in memory.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const people: readonly BrokerPerson[] = options.faults ? [...demoPeople, ...faultyPeople] : demoPeople;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as { port: number };
  const issuer = options.issuer ?? `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(options));
  const callback = provider.callback();
  const policy = brokerPolicy(options.redirectUris.map((uri) => new URL(uri).origin));
  const underWay = new Map<string, { person: BrokerPerson; code: string; wrong: number }>();

  const interaction = async (req: IncomingMessage, res: ServerResponse) => {
    const send = (html: string, status = 200) => {
      res.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(html);
    };
    const details = await provider.interactionDetails(req, res).catch(() => undefined);
    if (!details) return send(problemPage("Go back to the console and start the sign-in again."), 400);
    const { uid, params } = details;
    const finish = (result: InteractionResults) => {
      underWay.delete(uid);
      return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
    };
    const idp = /(?:^| )idp:(\S+)/.exec(String(params.acr_values ?? ""))?.[1] ?? "ftn";
    const form = req.method === "POST" ? await readForm(req) : new URLSearchParams();
    if (form.has("cancel")) return finish({ error: "access_denied", error_description: "The person cancelled." });

    const chosen = people.find((person) => person.subject === form.get("person"));
    if (chosen) {
      // Whoever leaves half-way leaves an entry; the oldest make room.
      if (underWay.size >= 1000) underWay.delete(underWay.keys().next().value!);
      underWay.set(uid, { person: chosen, code: String(randomInt(1_000_000)).padStart(6, "0"), wrong: 0 });
    }
    const step = underWay.get(uid);
    if (!step) return send(peoplePage(people, idp));
    const typed = form.get("code")?.replaceAll(/\s/g, "");
    if (typed === undefined) return send(codePage(step.person, step.code, false));
    if (typed !== step.code) {
      step.wrong += 1;
      if (step.wrong >= WRONG_CODES)
        return finish({ error: "access_denied", error_description: "Too many wrong codes." });
      return send(codePage(step.person, step.code, true));
    }
    const login = step.person.login?.(idp) ?? { acr: "loa:substantial", amr: ["mfa", idp] };
    return finish({ login: { accountId: step.person.subject, remember: false, ...login } });
  };

  server.on("request", async (req, res) => {
    res.setHeader("content-security-policy", policy);
    res.setHeader("x-content-type-options", "nosniff");
    res.setHeader("referrer-policy", "no-referrer");
    res.setHeader("cache-control", "no-store");
    const { pathname } = new URL(req.url ?? "/", issuer);
    // It keeps nobody signed in: with a session, choosing another person would first ask to sign the earlier one out.
    if (pathname.startsWith("/auth")) req.headers.cookie = withoutSession(req.headers.cookie);
    try {
      if (pathname.startsWith("/interaction/")) await interaction(req, res);
      else await callback(req, res);
    } catch {
      if (!res.headersSent) res.writeHead(400, { "content-type": "text/html; charset=utf-8" });
      res.end(problemPage("Go back to the console and start the sign-in again."));
    }
  });
  return {
    issuer,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const withoutSession = (cookies = "") =>
  cookies
    .split("; ")
    .filter((cookie) => !cookie.startsWith("_session"))
    .join("; ");

async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of req) {
    body += chunk;
    if (body.length > FORM_BYTES_MAX) throw new Error("The form is too long.");
  }
  return new URLSearchParams(body);
}

if (import.meta.main) {
  const setting = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Error(`The demo sign-in needs ${name} in its environment.`);
    return value;
  };
  const broker = await startBroker({
    port: Number(setting("BROKER_PORT")),
    issuer: setting("BROKER_ISSUER"),
    clientId: setting("BROKER_CLIENT_ID"),
    clientSecret: setting("BROKER_CLIENT_SECRET"),
    redirectUris: setting("BROKER_REDIRECT_URIS").split(","),
    faults: process.env.BROKER_TEST_FAULTS === "1",
  });
  const stop = () => void broker.stop().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", () => {});
  // The supervisor is gone: nobody would stop this process any more.
  process.on("disconnect", stop);
}
