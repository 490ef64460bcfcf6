import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import { save, write } from "#tests/support/bulletin-steps.ts";
import {
  alive,
  closeBrowserAfterwards,
  expectAccessible,
  signIn,
  type Visitor,
  visitor,
} from "#tests/support/browser.ts";

/** Two people write the same announcement at once, and one of them loses the browser meanwhile. */
closeBrowserAfterwards();
const { origin } = inject("demo");

let juuso: Visitor;
let jonna: Visitor;
beforeAll(async () => {
  [juuso, jonna] = [await visitor(), await visitor()];
  await signIn(juuso, "Juuso Julkaisula");
  await signIn(jonna, "Jonna Julkaisulahti");
});

/** An announcement that Juuso has begun and saved once. @returns the address of its editor */
async function begun(texts: Record<string, string>): Promise<string> {
  const { page } = juuso;
  await page.goto(`${origin}/bulletins/new?kind=important`);
  await page.getByRole("button", { name: "Begin the draft" }).click();
  await page.getByRole("heading", { name: "Edit", level: 1 }).waitFor();
  await write(page, texts);
  await save(page);
  return new URL(page.url()).pathname;
}

const open = async (page: Page, editor: string) => {
  await page.goto(origin + editor);
  await page.getByText("nothing to save").waitFor();
};
const value = (page: Page, name: string) => page.locator(`[name="${name}"]`).inputValue();

test("what two people write in different fields is put together; of one field both texts are shown, and none is lost", async () => {
  const editor = await begun({
    "fi.title": "Palkat",
    "fi.lead": "Palkkojen maksu viivästyy.",
    "sv.lead": "Lönerna kommer senare.",
  });
  await open(jonna.page, editor);

  await write(juuso.page, { "fi.title": "Palkkojen maksu viivästyy" });
  await save(juuso.page);
  await write(jonna.page, { "sv.title": "Lönerna försenas" });
  await save(jonna.page);
  await jonna.page.getByText("What others changed meanwhile is in it.").waitFor();
  expect(await value(jonna.page, "fi.title")).toBe("Palkkojen maksu viivästyy");

  // Juuso has not seen the Swedish title; both now write the Finnish text, and Juuso the Swedish one besides.
  await write(jonna.page, { "fi.lead": "Palkat maksetaan huomenna." });
  await save(jonna.page);
  await write(juuso.page, { "fi.lead": "Palkat maksetaan perjantaina.", "sv.lead": "Lönerna kommer på fredag." });
  await juuso.page.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = juuso.page.getByRole("alert").filter({ hasText: "saved a field that you changed too" });
  await conflict.waitFor();
  expect(await conflict.textContent()).toMatch(
    /^Jonna Julkaisulahti saved.*Finnish, lead.*Yours.*Palkat maksetaan perjantaina\..*Jonna Julkaisulahti’s.*Palkat maksetaan huomenna\./s,
  );
  await expectAccessible(juuso.page);
  expect(await value(juuso.page, "fi.lead")).toBe("Palkat maksetaan perjantaina.");
  expect(await value(juuso.page, "sv.title")).toBe("Lönerna försenas");
  // Nothing is saved past an open choice.
  const saving = juuso.page.getByRole("button", { name: "Save", exact: true });
  expect(await saving.getAttribute("aria-disabled")).toBe("true");
  await conflict.getByRole("button", { name: "Put both in and edit" }).click();
  expect(await value(juuso.page, "fi.lead")).toBe("Palkat maksetaan huomenna.\n\nPalkat maksetaan perjantaina.");
  await save(juuso.page);

  await open(jonna.page, editor);
  expect(await value(jonna.page, "fi.title")).toBe("Palkkojen maksu viivästyy");
  expect(await value(jonna.page, "fi.lead")).toBe("Palkat maksetaan huomenna.\n\nPalkat maksetaan perjantaina.");
  expect(await value(jonna.page, "sv.lead")).toBe("Lönerna kommer på fredag.");
  expect(await value(jonna.page, "sv.title")).toBe("Lönerna försenas");

  // Every version is kept, each with its author.
  await jonna.page.goto(`${origin}${editor.replace(/edit$/, "versions")}`);
  const versions = await jonna.page.getByRole("table").locator("tbody tr").allTextContents();
  expect(versions).toHaveLength(6);
  expect(versions.filter((line) => line.includes("Jonna Julkaisulahti"))).toHaveLength(2);
  expect([...juuso.trouble, ...jonna.trouble]).toEqual([]);
});

test("what was typed and not saved is there again after the page was closed, and nobody else sees it", async () => {
  const editor = await begun({ "fi.title": "Huomenna", "fi.lead": "Ensimmäinen lause." });
  const typed = "Ensimmäinen lause, ja toinen, jota ei ehditty tallentaa.";
  await write(juuso.page, { "fi.lead": typed });
  await juuso.page.getByText("Not saved yet").waitFor();
  await juuso.page.getByText(/^Saved as your draft \d\d:\d\d/).waitFor();
  await juuso.page.close();

  await open(jonna.page, editor);
  expect(await value(jonna.page, "fi.lead")).toBe("Ensimmäinen lause.");
  await write(jonna.page, { "en.title": "Tomorrow" });
  await save(jonna.page);

  const page = await juuso.context.newPage();
  await page.goto(origin + editor);
  await alive(page);
  const waiting = page.getByRole("status").filter({ hasText: "that was not saved" });
  expect(await waiting.textContent()).toMatch(/It differs in: Finnish, lead\. Others saved since you began it/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Continue with it" }).click();
  await page.getByText(/^Saved as your draft/).waitFor();
  expect(await value(page, "fi.lead")).toBe(typed);
  await save(page);
  expect(await value(page, "en.title")).toBe("Tomorrow");
  await open(page, editor);
  expect(await value(page, "fi.lead")).toBe(typed);
  expect([...juuso.trouble, ...jonna.trouble]).toEqual([]);
});
