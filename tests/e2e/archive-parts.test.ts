import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portalMessages } from "#app/i18n/portal.ts";
import { closeBrowserAfterwards, expectAccessible, expectFits, signIn, visitor } from "#tests/support/browser.ts";
import { inState } from "#tests/support/desk-steps.ts";
import { approveRequest, handOver, type Recipient, recordScope, requestExport } from "#tests/support/export-steps.ts";
import { enterPortal, fetchFile } from "#tests/support/portal-steps.ts";
import { type RunningDemo, startDemo } from "#tests/support/running-demo.ts";

/** An installation whose archives are cut small: a company's books come in several files. */
closeBrowserAfterwards();
let demo: RunningDemo;
beforeAll(async () => {
  demo = await startDemo({ env: { ARCHIVE_PART_BYTES: String(1024 * 1024) } });
});
afterAll(async () => void (await demo?.stop()));

const recipient: Recipient = {
  name: "Osku Osittaja",
  email: "osku@leaving.example",
  phone: "+358405550404",
  language: "en",
};

test("every part is fetched, sha512sum finds them whole, and together they are the archive", async () => {
  const veera = await visitor();
  const { page } = veera;
  await signIn(veera, "Veera Vientilä", { at: demo.origin });
  await requestExport(page, "Kaamoksen Ravintolat", { origin: demo.origin, recipient });
  const request = await recordScope(page);
  const onni = await visitor();
  await signIn(onni, "Onni Arkistola", { at: demo.origin });
  await approveRequest(onni.page, request, "Onni Arkistola");
  await handOver(page, request);

  const customer = await enterPortal(page, recipient);
  await expectAccessible(customer.page);
  await expectFits(customer.page);
  const links = customer.page.getByRole("link", { name: /^Download part \d+ of \d+/ });
  const labels = await links.allTextContents();
  expect(labels.length).toBeGreaterThan(1);
  await customer.page.getByText(portalMessages("en").parts(labels.length)).waitFor();
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-parts-"));
  try {
    const files: string[] = [];
    for (const label of labels) files.push(await fetchFile(customer.page, label, folder));
    expect(new Set(files).size).toBe(labels.length);
    const manifest = await fetchFile(customer.page, "The checksum as a file", folder);
    const checked = execFileSync("sha512sum", ["--check", "--strict", manifest], { cwd: folder, encoding: "utf8" });
    expect(checked.trim().split("\n")).toEqual(files.map((file) => `${path.basename(file)}: OK`));
    // As the customer does it: exit code 0, or this throws.
    execFileSync(process.execPath, ["exporters/cli.ts", "verify", ...files]);
    for (const file of files) execFileSync("unzip", ["-qn", file, "-d", path.join(folder, "unpacked")]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await expect
    .poll(
      async () => {
        await page.goto(request);
        return inState(page, "Downloaded").count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  expect([...veera.trouble, ...onni.trouble, ...customer.trouble]).toEqual([]);
});
