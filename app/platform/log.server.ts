import { pino, type Logger } from "pino";

/** Structured logs on standard output. Ids and codes only: names, numbers, addresses and tokens never go in. */
export function createLogger(name: string, level = process.env.LOG_LEVEL ?? "info"): Logger {
  return pino({
    name,
    level,
    base: { name, pid: process.pid },
    redact: ["req.headers", "authorization", "cookie", "token", "code", "password", "email", "phone", "recipient"],
  });
}
