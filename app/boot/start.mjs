import { runTypeScript } from "./run-typescript.mjs";

runTypeScript("app/boot/start.ts", { supervisor: true });
