import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadCertificateSigner, loadCertificates } from "#exporters/archive/seals/certificates.ts";
import type { Sealing } from "#exporters/archive/seals/seal.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import {
  type TestAuthority,
  type TestCertificates,
  testAuthority,
  testCertificates,
} from "#tests/support/time-stamp-authority.ts";
import { runTool } from "#tests/support/tools.ts";
import { publicKey, ROOT, signingKey, writeSample } from "../sample-archive.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-seals-"));
const zip = path.join(folder, "sealed.zip");
const bag = path.join(folder, ROOT);
let certificates: TestCertificates;
let authority: TestAuthority;
beforeAll(async () => {
  certificates = testCertificates();
  authority = await testAuthority(certificates);
});
beforeEach(() => {
  authority.answer = "stamp";
  authority.asked = 0;
});
afterAll(async () => {
  await authority.close();
  certificates.remove();
  rmSync(folder, { recursive: true, force: true });
});

const signerOf = (kind: "rsa" | "ec") => {
  const { certificate, key } = certificates.signer(kind);
  return loadCertificateSigner(certificate, key);
};
const roots = () => loadCertificates(certificates.root);
const stampBy = (): Sealing["timeStamp"] => ({ url: authority.url, trusted: roots(), pauses: [5, 5] });
const unpack = () => {
  rmSync(bag, { recursive: true, force: true });
  runTool("unzip", ["-q", "-o", zip, "-d", folder]);
};
const inBag = (file: string) => readFileSync(path.join(bag, file), "utf8");

/** The commands of the archive's own instructions, with the root where they say CA.pem. */
function ownCommands(): string[][] {
  const english = inBag("signature/README.txt").split("HOW TO CHECK")[1]!;
  return [...english.matchAll(/^ {2}(.+)$/gm)].map(([, line]) =>
    line!.split(" ").map((word) => (word === "CA.pem" ? certificates.root : word)),
  );
}

test.each(["rsa", "ec"] as const)("openssl confirms the %s certificate's signature and the stamp", async (kind) => {
  const { seals } = await writeSample(zip, {
    sealing: { certificate: signerOf(kind), timeStamp: stampBy() },
    date: new Date(),
  });
  expect(seals).toMatchObject({
    certificate: { state: "made", by: "O=Esimerkki Oy, CN=Arkisto" },
    timeStamp: { state: "made", by: "O=Testi, CN=Testileima" },
  });
  unpack();
  const commands = ownCommands();
  expect(commands.map(([tool, command]) => `${tool} ${command}`)).toEqual([
    "sha512sum -c",
    "sha512sum -c",
    "openssl pkeyutl",
    "openssl cms",
    "openssl ts",
  ]);
  for (const [tool, ...args] of commands) runTool(tool!, args, { cwd: bag });
  expect(inBag("checked.txt")).toBe(inBag("tagmanifest-sha512.txt"));

  // One letter of what was signed: both refuse.
  writeFileSync(path.join(bag, "tagmanifest-sha512.txt"), `0${inBag("tagmanifest-sha512.txt").slice(1)}x`);
  for (const [tool, ...args] of commands.slice(3)) expect(() => runTool(tool!, args, { cwd: bag })).toThrow();
});

test("the report says what is proven: by the roots that were given, or by nobody but the archive", async () => {
  await writeSample(zip, { sealing: { certificate: signerOf("ec"), timeStamp: stampBy() }, date: new Date() });
  const trust = { certificateAuthorities: roots(), timeStampAuthorities: roots() };
  const given = await verifyArchive(zip, { publicKey, ...trust });
  expect(given).toMatchObject({
    ok: true,
    archive: {
      seals: {
        certificate: { state: "trusted", issuer: "O=Testi, CN=Testijuuri" },
        timeStamp: { state: "trusted", at: expect.stringMatching(/^20\d\d-/) },
      },
    },
  });
  const alone = await verifyArchive(zip, { publicKey });
  expect(alone).toMatchObject({
    ok: true,
    archive: { seals: { certificate: { state: "unproven" }, timeStamp: { state: "unproven" } } },
  });
  expect(alone.ok && alone.archive.seals.certificate.statement).toContain("not proven whose");
  expect(alone.ok && alone.archive.seals.timeStamp.statement).toContain("not proven whose");

  // A stamp that nobody vouches for says nothing of when a certificate was used.
  const half = await verifyArchive(zip, { publicKey, certificateAuthorities: roots() });
  expect(half.ok && half.archive.seals.certificate.statement).toContain("the time is the signer's own word");
  expect(given.ok && given.archive.seals.certificate.statement).toContain("valid at the time stamp's time");

  const stranger = testCertificates();
  const other = loadCertificates(stranger.root);
  const refused = await verifyArchive(zip, { certificateAuthorities: other, timeStampAuthorities: other });
  stranger.remove();
  expect(refused).toMatchObject({
    ok: false,
    problems: [{ code: "untrusted_certificate" }, { code: "untrusted_certificate" }],
  });
});

test.each(["refuse", "garbage"] as const)(
  "an authority that answers with %s is tried again, and then the archive itself says that there is no stamp",
  async (answer) => {
    authority.answer = answer;
    const { seals } = await writeSample(zip, {
      sealing: { certificate: signerOf("ec"), timeStamp: stampBy() },
      date: new Date(),
    });
    expect(authority.asked).toBe(3);
    expect(seals).toMatchObject({ certificate: { state: "made" }, timeStamp: { state: "failed" } });
    unpack();
    expect(inBag("bag-info.txt").replaceAll("\n ", " ")).toContain("Time-Stamp: none: the authority http://127.0.0.1:");
    expect(inBag("signature/README.txt")).toContain("There is NO time stamp, although one was asked for");
    expect(inBag("signature/README.txt")).toContain("Aikaleimaa EI OLE");
    const result = await verifyArchive(zip, { publicKey });
    expect(result).toMatchObject({ ok: true, archive: { seals: { timeStamp: { state: "none" } } } });
    expect(result.ok && result.archive.seals.timeStamp.statement).toContain("There is no time stamp: the authority");
  },
);

test.each([
  ["before its certificate", "2020-01-01T00:00:00Z", "is not valid before 20"],
  ["after its certificate", "2049-01-01T00:00:00Z", "expired at 20"],
])("an archive of a day %s loses that signature and nothing else", async (_, date, why) => {
  const { seals } = await writeSample(zip, { date: new Date(date), sealing: { certificate: signerOf("ec") } });
  expect(seals.certificate).toMatchObject({ state: "failed", why: expect.stringContaining(why) });
  expect(await verifyArchive(zip)).toMatchObject({ ok: true, archive: { seals: { certificate: { state: "none" } } } });
});

test("without either there is nothing of them, and the archive has the same bytes each time", async () => {
  const first = await writeSample(zip);
  const again = await writeSample(path.join(folder, "again.zip"));
  expect(again.sha512).toBe(first.sha512);
  unpack();
  expect(inBag("bag-info.txt")).not.toMatch(/Time-Stamp|Certificate-Signature/);
  expect(inBag("signature/README.txt")).toContain("There is no time stamp: none is in use.");
});

test("the key of another certificate is refused with the file's name", () => {
  const one = certificates.signer("rsa");
  const other = certificates.signer("ec");
  expect(() => loadCertificateSigner(one.certificate, other.key)).toThrow(
    expect.objectContaining({ code: "bad_certificate", message: expect.stringContaining(other.key) }),
  );
  expect(() => loadCertificates(one.key)).toThrow(expect.objectContaining({ code: "bad_certificate" }));
  expect(signingKey.asymmetricKeyType).toBe("ed25519");
});
