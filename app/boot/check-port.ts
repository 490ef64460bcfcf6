import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** @throws a sentence when somebody else listens on the port, or this user may not */
export function checkPort(port: number, host: string, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const other = port + 10 <= 65_535 ? port + 10 : port - 10;
      const reason =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use by another program. Stop it, or choose another port: ${setting}=${other} npm start`
          : error.code === "EACCES"
            ? `This user may not listen on port ${port}. Choose one above 1023: ${setting}=3000 npm start`
            : error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND"
              ? `This machine has no address ${host} to listen on. Correct HOST.`
              : `Cannot listen on ${host}:${port} (${error.code}).`;
      reject(new Error(reason));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

const PATIENCE_MS = 15_000;

/** Waits until somebody listens on the port, or a while: what does not come is reported by who watches over it. */
export async function waitForPort(port: number, host: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, host, () => resolve(true));
      socket.once("error", () => resolve(false)).once("connect", () => socket.destroy());
    });
  while (!(await answers()) && Date.now() < end) await pause(50);
}
