import { ensureInstalled } from "./ensure-installed.mjs";

ensureInstalled();
