import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, signIn, visitor } from "#tests/support/browser.ts";
import { inState, panel } from "#tests/support/desk-steps.ts";
import { fetchFile } from "#tests/support/portal-steps.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** The demo's own exports, each at another state of its life, as an officer comes to them. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const stories = [
  {
    company: "Asunto Oy Taruvaaran Käpytikka",
    state: "Erased",
    said: "The files are erased for good.",
    dates: /^The archive could be fetched until \d{4}-\d\d-\d\d\./,
    erasure: "The archive is erased for good. The certificate and the trail remain.",
  },
  {
    company: "Aurinkosillan säätiö sr",
    state: "Downloaded, kept until erased",
    said: "The erasure is proposed. Another person approves it or takes it back.",
    dates: /^The archive could be fetched until \d{4}-\d\d-\d\d\./,
    erasure: "Vilma Vientiranta proposes it. Another person approves it, or takes it back.",
  },
  {
    company: "Lumipallon Harrastajat ry",
    state: "Handed over",
    said: "The link is with the customer, who has not fetched the whole archive yet. It can be fetched until",
    dates: /^The archive can be fetched until \d{4}-\d\d-\d\d\./,
    erasure: "Nobody has proposed it yet.",
  },
  {
    company: "Osuuskunta Kelopuu",
    state: "Waiting for approval",
    said: "Vilma Vientiranta recorded the scope. Look at the request and the scope, then approve or refuse.",
    dates: /^Once it is handed over, the archive can be fetched until \d{4}-\d\d-\d\d\./,
    erasure: "Nobody has proposed it yet.",
  },
];

test("each is found in the list, and its pages say where it stands", async () => {
  const onni = await visitor();
  await signIn(onni, "Onni Arkistola");
  const { page } = onni;
  for (const { company, state, said, dates, erasure } of stories) {
    await page.goto(`${origin}/exports?q=${encodeURIComponent(company)}`);
    // Other tests ask for archives of the same companies: the demo's own is the oldest.
    await page.getByRole("link", { name: company }).last().click();
    await inState(page, state).waitFor();
    await page.getByText(said).first().waitFor();
    const request = page.url();
    await expectSound(onni);
    await expectSound(onni, { at: `${request}/dates` });
    await page.getByText(dates).first().waitFor();
    await expectSound(onni, { at: `${request}/erasure` });
    await page.getByText(erasure).waitFor();
    await expectSound(onni, { at: `${request}/scope` });
    if (state === "Erased") {
      await page.goto(`${request}/erasure`);
      const pdf = await fetchFile(page, "PDF");
      expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
      for (const row of ["Proposed by", "Approved by"])
        await panel(page, "What is erased").getByText(row, { exact: true }).waitFor();
    }
    if (state === "Handed over") {
      await page.goto(request);
      await panel(page, "Link").getByText("Works", { exact: true }).waitFor();
    }
  }
  expect(onni.trouble).toEqual([]);
});
