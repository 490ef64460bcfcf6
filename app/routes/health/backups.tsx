import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { backupSentence } from "#app/domain/health/backups/backup-labels.ts";
import type { BackupTier } from "#app/domain/health/backups/backup-rules.ts";
import { readBackups } from "#app/domain/health/backups/read-backups.server.ts";
import { recordRestoreTest, type RestoreTestInput } from "#app/domain/health/backups/record-restore-test.server.ts";
import { readRecoveryQuestion } from "#app/domain/health/backups/recovery-form.ts";
import { paths } from "#app/paths.ts";
import { BackupCopies, BackupRules } from "#app/ui/backups/backup-evidence.tsx";
import { RecoveryCalculator } from "#app/ui/backups/recovery-calculator.tsx";
import { RestoreTests } from "#app/ui/backups/restore-tests.tsx";
import { HealthHeader } from "#app/ui/health/health-header.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { healthPages } from "./health-pages.server.ts";

export const meta: MetaFunction = () => [{ title: "Backups · Huolto" }];

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const loader = staffLoader("health.view", async ({ ctx, request, context }) => {
  const now = ctx.clock.now();
  const params = new URL(request.url).searchParams;
  const question = readRecoveryQuestion(params, now);
  const failure = question.asked ? question.failure : null;
  const { recovery, ...page } = await readBackups(ctx, { failure }, context.signal);
  const { ages, instances } = page.provenance;
  const { statement } = ctx.profile.service;
  return {
    now: now.toISOString(),
    pages: healthPages(ctx.actor),
    sentence: backupSentence(page.rules, page.copiesVerdict),
    problem: ages.problem ?? instances.problem,
    technical: ctx.actor.permissions.has("system.view"),
    rules: page.rules.map(({ evidence, ...rule }) => ({
      ...rule,
      succeededAt: evidence?.succeededAt.toISOString() ?? null,
      observedAt: evidence?.observedAt.toISOString() ?? null,
    })),
    copies: page.copiesVerdict,
    media: page.copies?.media ?? [],
    sites: page.copies?.sites ?? [],
    provenance: { ages: shownProvenance(ages, now), instances: shownProvenance(instances, now) },
    restores: page.restores,
    tests: page.tests.map((test) => ({ ...test, ageDays: daysBetween(test.testedOn, page.today) })),
    restoreTestMaxAgeDays: ctx.profile.backups.restoreTestMaxAgeDays,
    mayRecord: ctx.actor.permissions.has("restore_tests.record"),
    today: page.today,
    asked: Object.fromEntries(["failed", "discovered", "extent", "kind"].map((name) => [name, params.get(name) ?? ""])),
    questionError: question.asked && !question.failure ? { field: question.field, message: question.message } : null,
    recovery: recovery && {
      ...recovery,
      backup: {
        earliest: recovery.backup.earliest.toISOString(),
        latest: recovery.backup.latest.toISOString(),
        measured: recovery.backup.measured,
      },
    },
    ruleNames: Object.fromEntries(page.rules.map((rule) => [rule.tier, rule.name])) as Record<BackupTier, string>,
    statement,
  };
});

export const action = staffAction("restore_tests.record", async ({ ctx, request }) => {
  const form = Object.fromEntries(await request.formData());
  await recordRestoreTest(ctx, form as unknown as RestoreTestInput);
  return redirect(paths.backups());
});

export default function Backups() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  return (
    <>
      <HealthHeader title="Backups" lead={page.sentence} pages={page.pages} />
      <div className="flex flex-col gap-5">
        {page.problem && (
          <SourceProblem
            problem={page.problem}
            lastFetchedAt={page.provenance.ages.fetchedAt}
            now={page.now}
            technical={page.technical}
          />
        )}
        <BackupRules rules={page.rules} provenance={page.provenance.ages} now={page.now} />
        <BackupCopies
          copies={page.copies}
          media={page.media}
          sites={page.sites}
          provenance={page.provenance.instances}
        />
        <RestoreTests
          tests={page.tests}
          verdicts={page.restores}
          maxAgeDays={page.restoreTestMaxAgeDays}
          form={page.mayRecord ? { today: page.today, failure } : null}
        />
        <RecoveryCalculator
          // Another question is another form: the browser fills it from the address.
          key={JSON.stringify(page.asked)}
          values={page.asked}
          error={page.questionError}
          recovery={page.recovery}
          ruleNames={page.ruleNames}
          statement={page.statement}
        />
      </div>
    </>
  );
}
