import { runTypeScript } from "./run-typescript.mjs";

runTypeScript("app/boot/serve.ts", { supervisor: true });
