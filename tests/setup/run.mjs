// `npm test`: installs, then runs every test under Node 24. Plain JavaScript, since nothing is installed yet.
import { runTypeScript } from "../../app/boot/run-typescript.mjs";

runTypeScript("tests/setup/run.ts");
