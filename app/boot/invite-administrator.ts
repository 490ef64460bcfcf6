import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { openDb } from "#db/client.ts";
import { openOwner } from "#db/open-owner.ts";
import { DomainError } from "../domain/errors.ts";
import { bootstrapAdministrator } from "../domain/identity/bootstrap-administrator.server.ts";
import { paths } from "../paths.ts";
import { systemClock } from "../platform/clock.ts";
import { createLogger } from "../platform/log.server.ts";

const USAGE = `Usage: npm run staff:invite-administrator -- --name "Anna Aalto" --email anna.aalto@example.fi
Makes one of an installation's first two administrators and prints the invitation link, which is valid for 7 days.
Everybody else is invited in the console.`;

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { name: { type: "string" }, email: { type: "string" } } });
  if (!values.name || !values.email) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const owner = await openOwner(process.env);
  const handle = openDb(owner.url, { max: 1, name: "huolto-invite" });
  try {
    const invitation = await bootstrapAdministrator(
      {
        actor: { kind: "operator", id: userInfo().username },
        db: handle.db,
        clock: systemClock,
        requestId: randomUUID(),
        log: createLogger("invite-administrator", "silent"),
      },
      { displayName: values.name, email: values.email },
    );
    const origin = process.env.PUBLIC_ORIGIN || `http://localhost:${process.env.PORT || "3000"}`;
    process.stdout.write(
      invitation
        ? `Send this link to ${values.name}, and to nobody else. It works once, until ${invitation.expiresAt.toISOString()}:\n${origin}${paths.invitationLink(invitation.token)}\n`
        : `${values.name} has signed in before and is an administrator now.\n`,
    );
    return 0;
  } finally {
    await handle.close();
    await owner.stop();
  }
}

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof DomainError)) process.stderr.write(`${USAGE}\n`);
  return 1;
});
