import { once } from "node:events";
import { request } from "node:http";

export type Answer = { status: number; headers: Record<string, string | undefined>; body: string };

/** Asks a server under the portal's host name, which fetch would not send. */
export const getFrom =
  (port: number) =>
  async (path: string, { method = "GET", headers = {} as Record<string, string> } = {}): Promise<Answer> => {
    const sent = request({
      port,
      host: "127.0.0.1",
      path,
      method,
      agent: false,
      headers: { host: "portal.example", ...headers },
    });
    sent.end();
    const [response] = await once(sent, "response");
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString("utf8") };
  };
