import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Who may import whom (README, "The rooms"): read from the sources, so that a breach is named with its file. */
const files = globSync("{app,db,exporters,tests}/**/*.{ts,tsx}").map((file) => file.replaceAll("\\", "/"));

type Import = { specifier: string; typeOnly: boolean };
const parsed = new Map<string, Import[]>();

function importsOf(file: string): Import[] {
  const known = parsed.get(file);
  if (known) return known;
  const found: Import[] = [];
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, false);
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      const allTypes =
        bindings !== undefined &&
        ts.isNamedImports(bindings) &&
        !node.importClause?.name &&
        bindings.elements.every((element) => element.isTypeOnly);
      found.push({
        specifier: node.moduleSpecifier.text,
        typeOnly: node.importClause?.isTypeOnly === true || allTypes,
      });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteral(first)) found.push({ specifier: first.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  parsed.set(file, found);
  return found;
}

/** An own file as its path from the top, a package as its name. */
function target(file: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith("#")) return bare.slice(1);
  if (bare.startsWith(".")) return path.posix.join(path.posix.dirname(file), bare);
  return `npm:${bare}`;
}

const isPure = (file: string) =>
  /(^|[/-])(rules|schema|states|labels|calendar-rule|scope)\.ts$/.test(file) || file.startsWith("exporters/law/");

function reachesOnlyPure(to: string, seen = new Set<string>()): boolean {
  if (to.startsWith("npm:"))
    return /^npm:(zod|temporal-polyfill|rrule-temporal(\/totext)?|node:crypto|finnish-business-ids)$/.test(to);
  if (/\.server\.tsx?$/.test(to)) return false;
  if (seen.has(to)) return true;
  seen.add(to);
  return importsOf(to).every(({ specifier, typeOnly }) => typeOnly || reachesOnlyPure(target(to, specifier), seen));
}

type Rule = {
  name: string;
  from: (file: string) => boolean;
  may: (target: string, typeOnly: boolean, file: string) => boolean;
};
const rules: Rule[] = [
  {
    name: "routes call verbs: never the database, drizzle, postgres or the exporters",
    from: (file) => file.startsWith("app/routes/"),
    may: (to) => !/^(db\/|exporters\/|npm:(drizzle-orm|postgres|pg)\b)/.test(to),
  },
  {
    name: "ui knows i18n, paths and types or labels of the domain, and nothing that ends in .server",
    from: (file) => file.startsWith("app/ui/"),
    may: (to, typeOnly) =>
      !/\.server\.tsx?$/.test(to) &&
      (to.startsWith("npm:") ||
        /^app\/(ui|i18n)\//.test(to) ||
        to === "app/paths.ts" ||
        (to.startsWith("app/domain/") && (typeOnly || isPure(to)))),
  },
  {
    name: "domain knows other nouns, platform, the console's schema, queue names, the law, the register of formats and what checksums and keys are written as: never Remix, routes or ui",
    from: (file) => file.startsWith("app/domain/"),
    may: (to, typeOnly) =>
      !/^npm:@remix-run/.test(to) &&
      !/^app\/(routes|ui|boot|demo|root|server|worker)/.test(to) &&
      (typeOnly ||
        !/^exporters\/(?!law\/|errors\.ts$|register(ed-tables)?\.ts$|archive\/(parts-manifest|key-fingerprint)\.ts$)/.test(
          to,
        )) &&
      !/^db\/(ledger|import|seed|migrate|roles|embedded)/.test(to),
  },
  {
    name: "platform has no business nouns",
    from: (file) => file.startsWith("app/platform/"),
    may: (to, typeOnly) =>
      !/^app\/(domain|routes|ui|boot|demo)\//.test(to) || (typeOnly && to === "app/jobs/queues.ts"),
  },
  {
    name: "Remix stays at the edge: routes, root, the entries, the web application and platform/http (ui takes its links)",
    from: (file) =>
      file.startsWith("app/") &&
      !/^app\/(routes\/|root\.tsx|routes\.ts|entry\.|server\.ts|web-app\.ts|platform\/http\/|ui\/)/.test(file),
    may: (to) => !/^npm:@remix-run/.test(to),
  },
  {
    name: "exporters know Postgres and streams: not Remix, users, sessions or S3",
    from: (file) => file.startsWith("exporters/") && !/^exporters\/cli[./]/.test(file),
    may: (to) => !to.startsWith("app/") && !/^npm:(@remix-run|@aws-sdk|drizzle-orm|postgres$)/.test(to),
  },
  {
    name: "db imports nothing above it",
    from: (file) => file.startsWith("db/"),
    may: (to) => !/^(app|exporters)\//.test(to),
  },
  {
    name: "pure files reach only pure files, zod and Temporal",
    from: (file) => isPure(file) && !file.startsWith("tests/") && !file.startsWith("db/schema"),
    may: (to, typeOnly) => typeOnly || reachesOnlyPure(to),
  },
  { name: "nothing imports tests", from: (file) => !file.startsWith("tests/"), may: (to) => !to.startsWith("tests/") },
  {
    name: "the name that must never be installed is never imported",
    from: () => true,
    may: (to) => to !== `npm:grafana-${"client"}` && to !== "npm:remix",
  },
];

test.each(rules)("$name", ({ from, may }) => {
  const breaches = files.filter(from).flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, typeOnly }) => !may(target(file, specifier), typeOnly, file))
      .map(({ specifier }) => `${file} imports ${specifier}`),
  );
  expect(breaches).toEqual([]);
});

test("every route's loader and action is made by a guard, and every page has a loader", () => {
  const breaches: string[] = [];
  for (const file of files.filter(
    (name) => /^app\/routes\/.*\.tsx?$/.test(name) && !/\.server\.ts$|load-context\.ts$/.test(name),
  )) {
    const source = readFileSync(file, "utf8");
    for (const [, name, made] of source.matchAll(
      /^export (?:const|async function|function) (loader|action)\b(?:[^=\n]*=\s*(\w+))?/gm,
    )) {
      if (!/^((staff|public|portal)(Loader|Action)|staff(File|Json)|api(Action|Loader|Refusal))$/.test(made ?? ""))
        breaches.push(`${file}: ${name} is not made by a guard`);
    }
    if (!/^export const loader\b/m.test(source) && !/^export const action\b/m.test(source))
      breaches.push(`${file}: has neither loader nor action`);
  }
  expect(breaches).toEqual([]);
});
