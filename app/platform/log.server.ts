import { type DestinationStream, type Logger, pino } from "pino";

/** Errors of our own whose sentences are written for the log: no value that came from outside stands in them. */
const SPEAKING = new Set(["DomainError", "StorageError", "MessageError", "LeaseLost"]);
/** Names of things, never values: what Postgres and Node say beside their message. */
const NAMES = ["code", "severity", "routine", "schema_name", "table_name", "column_name", "constraint_name"] as const;
const MORE_NAMES = ["schema", "table", "column", "constraint", "syscall"] as const;
const MOST_CAUSES = 4;

/**
 * An error as the log may hold it: what failed and where in the code, without the values it failed on. A database error
 * carries the query's parameters, its message and detail the value that was not unique; a mailer's carries addresses; a
 * parser's carries the text it could not read.
 */
export function loggedError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: error === null ? "null" : typeof error };
  const logged: Record<string, unknown> = { name: error.name };
  const source = error as unknown as Record<string, unknown>;
  for (const key of [...NAMES, ...MORE_NAMES])
    if (typeof source[key] === "string" && /^[\w.$-]{1,80}$/.test(source[key])) logged[key] = source[key];
  if (SPEAKING.has(error.name)) logged.message = error.message;
  // The stack begins with the message: only its frames are kept.
  logged.stack = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .map((line) => line.trim())
    .join("\n");
  if (error.cause !== undefined && depth < MOST_CAUSES) logged.cause = loggedError(error.cause, depth + 1);
  return logged;
}

/** Structured logs on standard output. Ids and codes only: names, numbers, addresses and tokens never go in. */
export function createLogger(
  name: string,
  level = process.env.LOG_LEVEL ?? "info",
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      name,
      level,
      base: { name, pid: process.pid },
      redact: ["req.headers", "authorization", "cookie", "token", "code", "password", "email", "phone", "recipient"],
      serializers: { err: (error: unknown) => loggedError(error) },
      hooks: {
        // An error without a message of ours would lend the line its own.
        logMethod(args: unknown[], method) {
          const [first, message] = args;
          const given = first instanceof Error ? { err: first } : first;
          const lends = typeof given === "object" && given !== null && "err" in given && typeof message !== "string";
          method.apply(this, (lends ? [given, "an error"] : args) as Parameters<typeof method>);
        },
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/**
 * What nobody caught still ends the process, as it must after a defect of a driver; only the last words are ours, since
 * Node's own would print the error with all that it carries.
 */
export function endOnDefect(log: Logger): void {
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "nobody caught this: the process ends");
    process.exit(1);
  });
}
