import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Certificates of a test's own making: a root, a signer's (RSA or EC) and a time-stamp authority's, in PEM files. */
export type TestCertificates = {
  folder: string;
  root: string;
  signer: (kind: "rsa" | "ec") => { certificate: string; key: string };
  authority: { certificate: string; key: string };
  remove: () => void;
};

const run = (args: string[]) => execFileSync("openssl", args, { stdio: ["ignore", "pipe", "pipe"] });

/** Made with openssl, which is not what the archive's own reader is made of. */
export function testCertificates(): TestCertificates {
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-ca-"));
  const at = (name: string) => path.join(folder, name);
  run(
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", at("root.key"), "-out", at("root.pem")].concat([
      "-days",
      "7300",
      "-subj",
      "/O=Testi/CN=Testijuuri",
      "-addext",
      "basicConstraints=critical,CA:TRUE",
    ]),
  );
  const issue = (name: string, kind: "rsa" | "ec", subject: string, extensions: string) => {
    const key = kind === "rsa" ? ["-newkey", "rsa:2048"] : ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    run(["req", "-new", ...key, "-nodes", "-keyout", at(`${name}.key`), "-out", at(`${name}.csr`), "-subj", subject]);
    writeFileSync(at(`${name}.ext`), extensions);
    run(
      [
        "x509",
        "-req",
        "-in",
        at(`${name}.csr`),
        "-CA",
        at("root.pem"),
        "-CAkey",
        at("root.key"),
        "-CAcreateserial",
      ].concat(["-out", at(`${name}.pem`), "-days", "3650", "-extfile", at(`${name}.ext`)]),
    );
    return { certificate: at(`${name}.pem`), key: at(`${name}.key`) };
  };
  const authority = issue(
    "tsa",
    "rsa",
    "/O=Testi/CN=Testileima",
    "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n",
  );
  return {
    folder,
    root: at("root.pem"),
    signer: (kind) =>
      issue(
        `signer-${kind}`,
        kind,
        "/O=Esimerkki Oy/CN=Arkisto",
        "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n",
      ),
    authority,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type TestAuthority = {
  url: string;
  /** How the next requests are answered. */
  answer: "stamp" | "refuse" | "garbage";
  asked: number;
  close: () => Promise<void>;
};

/** A time-stamp authority over HTTP whose stamps are made by `openssl ts -reply`. */
export async function testAuthority({ folder, authority }: TestCertificates): Promise<TestAuthority> {
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at("serial"), "01\n");
  writeFileSync(
    at("tsa.cnf"),
    [
      "[tsa]",
      "default_tsa=one",
      "[one]",
      `serial=${at("serial")}`,
      "crypto_device=builtin",
      `signer_cert=${authority.certificate}`,
      `signer_key=${authority.key}`,
      "signer_digest=sha256",
      "default_policy=1.2.3.4.1",
      "digests=sha256,sha384,sha512",
      "accuracy=secs:1",
      "ess_cert_id_alg=sha256",
      "",
    ].join("\n"),
  );
  const state: TestAuthority = { url: "", answer: "stamp", asked: 0, close: async () => {} };
  const server = createServer(async (request, response) => {
    state.asked++;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (state.answer === "refuse") return response.writeHead(503).end();
    if (state.answer === "garbage") return response.end("<html>Welcome</html>");
    writeFileSync(at("query.tsq"), Buffer.concat(chunks));
    run(["ts", "-reply", "-config", at("tsa.cnf"), "-queryfile", at("query.tsq"), "-out", at("reply.tsr")]);
    return response.setHeader("Content-Type", "application/timestamp-reply").end(readFileSync(at("reply.tsr")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  state.close = () => new Promise((resolve) => server.close(() => resolve()));
  return state;
}
