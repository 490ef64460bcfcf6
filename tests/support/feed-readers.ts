import { execFileSync, spawnSync } from "node:child_process";
import { test } from "vitest";
import { findTool } from "./tools.ts";

const python = ["python3", "/usr/bin/python3"].find(
  (name) => spawnSync(name, ["-c", "import feedparser"], { stdio: "ignore" }).status === 0,
);

const READ = `
import feedparser, json, sys
feed = feedparser.parse(sys.stdin.buffer.read(), response_headers={"content-type": sys.argv[1]})
entry = lambda e: {
  "id": e.get("id"), "link": e.get("link"), "title": e.get("title"), "titleType": e.get("title_detail", {}).get("type"),
  "language": e.get("content", [{}])[0].get("language"), "updated": e.get("updated"), "published": e.get("published"),
  "content": e.get("content", [{}])[0].get("value", ""), "tags": [t.get("term") for t in e.get("tags", [])],
}
print(json.dumps({
  "bozo": bool(feed.bozo), "why": str(feed.get("bozo_exception", "")), "version": feed.version,
  "title": feed.feed.get("title"), "language": feed.feed.get("language"), "link": feed.feed.get("link"),
  "self": [l.href for l in feed.feed.get("links", []) if l.get("rel") == "self"],
  "entries": [entry(e) for e in feed.entries],
}))
`;

export type ReadFeed = {
  bozo: boolean;
  why: string;
  version: string;
  title: string;
  language: string | null;
  link: string;
  self: string[];
  entries: {
    id: string;
    link: string;
    title: string;
    titleType: string;
    language: string | null;
    updated: string;
    published: string;
    content: string;
    tags: string[];
  }[];
};

/** What Debian's python3-feedparser makes of a feed. `bozo`: it found something wrong. */
export function readWithFeedparser(xml: string, contentType: string): ReadFeed {
  return JSON.parse(execFileSync(python!, ["-c", READ, contentType], { input: xml, encoding: "utf8" })) as ReadFeed;
}

/** A test that needs feedparser. Where it is missing the test is skipped and says so, and under CI it fails. */
export function feedparserTest(name: string, body: () => Promise<void>): void {
  if (python) test(name, body);
  else if (process.env.CI)
    test(name, () => {
      throw new Error("python3-feedparser is not there, and CI is set.");
    });
  else test.skip(`${name} (python3-feedparser is not there)`, () => {});
}

const xmllint = findTool("xmllint");

/** What libxml2 has against a document; empty: it is well formed, or (outside CI) nobody can tell. */
export function xmlFaults(xml: string): string {
  if (!xmllint) return process.env.CI ? "xmllint is not there, and CI is set." : "";
  return spawnSync(xmllint, ["--noout", "-"], { input: xml, encoding: "utf8" }).stderr;
}
