import { createServer } from "node:net";

/** @throws a sentence when somebody else listens on the port, or this user may not */
export function checkPort(port: number, host: string, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use by another program. Stop it, or choose another port: ${setting}=${port + 10} npm start`
          : error.code === "EACCES"
            ? `This user may not listen on port ${port}. Choose one above 1023: ${setting}=3000 npm start`
            : `Cannot listen on ${host}:${port} (${error.code}).`;
      reject(new Error(reason));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
