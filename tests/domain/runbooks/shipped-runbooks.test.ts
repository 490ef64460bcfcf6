import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { permissionsOf, roles } from "#app/domain/access/permissions.ts";
import { runbookAction } from "#app/domain/runbooks/action-labels.ts";
import { kindDefinitions } from "#app/domain/cases/kind-definitions.ts";
import { causes } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { loadRunbooks, readRunbooks, runbooksFor } from "#app/domain/runbooks/load-runbooks.server.ts";
import { problemLine } from "#app/domain/runbooks/runbook-types.ts";
import { loadProfile } from "#app/profile/load-profile.ts";

const components = loadProfile().components.map(({ key }) => key);
const { files } = loadRunbooks();

test("every runbook is sound against what the code and the profile know", () => {
  const { problems } = readRunbooks("runbooks", components);
  expect(problems.map(problemLine)).toEqual([]);
  expect(files).toHaveLength(30);
});

test("each cause of a diagnosis has its own, and each kind of case finds those that it names", () => {
  for (const cause of causes)
    expect(runbooksFor({ kind: "slowdown", cause }).map(({ id }) => id)).toEqual([`slowdown-${cause}`]);
  const ids = new Set(files.map(({ meta }) => meta.id));
  for (const { kind, runbooks } of Object.values(kindDefinitions)) {
    expect(runbooks.length, kind).toBeGreaterThan(0);
    for (const id of runbooks) expect(ids, kind).toContain(id);
    expect(runbooksFor({ kind }).length, kind).toBeGreaterThan(0);
  }
});

test("every step says something, and every action can be done by somebody who follows runbooks or is passed on", () => {
  const held = permissionsOf(roles);
  for (const { meta, steps } of files) {
    expect(steps.length, meta.id).toBeGreaterThanOrEqual(5);
    for (const step of steps) {
      expect(step.text.children.length, `${meta.id} ${step.id}`).toBeGreaterThan(0);
      for (const action of step.actions) expect(held).toContain(runbookAction(action.do).permission);
    }
  }
});

test("a changed file is read anew", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "runbooks-"));
  try {
    cpSync("runbooks/backup-overdue.md", path.join(folder, "backup-overdue.md"));
    const before = readRunbooks(folder);
    const file = path.join(folder, "backup-overdue.md");
    writeFileSync(file, readFileSync(file, "utf8").replace('pass="<= 24"', 'pass="<= hours"'));
    const after = readRunbooks(folder);
    expect(before.files[0]!.sha256).not.toBe(after.files[0]!.sha256);
    expect(after.problems.map(({ says }) => says)).toContain(
      'pass="<= hours" is no rule: write < <= > >= or == with a number, or present, or absent',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the build's check ends well, and with the faults where there are any", () => {
  const check = spawnSync(process.execPath, ["app/boot/check-runbooks.ts"], { encoding: "utf8" });
  expect(check.stdout).toBe("30 runbooks are sound.\n");
  expect(check.status).toBe(0);
});
