import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A stand-in for S3 in this process: path-style GET with Range, HEAD, PUT with If-None-Match, multipart uploads, DELETE.
 * It checks the SHA-256 that the client sends with each body, and remembers what it was asked.
 */
export async function s3StandIn() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>();
  const requests: string[] = [];
  let failWith: number | undefined;
  const server: Server = createServer(async (req, res) => {
    const url = new URL(req.url!, "http://s3");
    const key = decodeURIComponent(url.pathname.replace(/^\/bucket\/?/, ""));
    requests.push(`${req.method} ${url.pathname}${url.searchParams.has("uploads") ? "?uploads" : ""}`);
    const body = await read(req);
    const error = (status: number, code: string) => {
      const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
      res.writeHead(status, { "content-type": "application/xml" }).end(req.method === "HEAD" ? undefined : xml);
    };
    if (failWith) return error(failWith, "InternalError");
    const sent = req.headers["x-amz-checksum-sha256"] as string | undefined;
    if (sent && createHash("sha256").update(body).digest("base64") !== sent) return error(400, "BadDigest");
    const taken = () => req.headers["if-none-match"] === "*" && objects.has(key);
    if (!url.pathname.startsWith("/bucket")) return error(404, "NoSuchBucket");
    if (req.method === "HEAD" && key === "") return res.writeHead(200).end();
    if (req.method === "POST" && url.searchParams.has("uploads")) {
      const id = `u${uploads.size + 1}`;
      uploads.set(id, { key, parts: new Map() });
      return res.end(
        `<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    const upload = uploads.get(url.searchParams.get("uploadId") ?? "");
    if (req.method === "PUT" && upload) {
      upload.parts.set(Number(url.searchParams.get("partNumber")), body);
      return res.writeHead(200, { etag: '"part"' }).end();
    }
    if (req.method === "POST" && upload) {
      if (taken()) return error(412, "PreconditionFailed");
      objects.set(key, Buffer.concat([...upload.parts].toSorted(([a], [b]) => a - b).map(([, part]) => part)));
      return res.end(
        `<CompleteMultipartUploadResult><Bucket>bucket</Bucket><Key>${key}</Key><ETag>"x"</ETag></CompleteMultipartUploadResult>`,
      );
    }
    if (req.method === "PUT") {
      if (taken()) return error(412, "PreconditionFailed");
      objects.set(key, body);
      return res.writeHead(200, { etag: '"x"' }).end();
    }
    if (req.method === "DELETE") {
      objects.delete(key);
      return res.writeHead(204).end();
    }
    const object = objects.get(key);
    if (!object) return error(404, req.method === "HEAD" ? "NotFound" : "NoSuchKey");
    const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? "");
    const part = range ? object.subarray(Number(range[1]), Number(range[2]) + 1) : object;
    res.writeHead(range ? 206 : 200, { "content-length": part.length, etag: '"x"' });
    res.end(req.method === "HEAD" ? undefined : part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    objects,
    requests,
    failWith: (status: number | undefined) => {
      failWith = status;
    },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The body without the chunk framing that signed streams have. */
async function read(req: IncomingMessage): Promise<Buffer> {
  const body = Buffer.concat(await req.toArray());
  if (!String(req.headers["content-encoding"] ?? "").includes("aws-chunked")) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
