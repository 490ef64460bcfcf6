/**
 * `npm run bench`: each figure beside a reference measured in the same run. `npm run bench -- import`, `-- archive`, `-- payroll`, `-- customers` or `-- pages` runs one.
 * Nothing here is a test: a slow machine is no failure.
 */
const benches: Record<string, () => Promise<unknown>> = {
  import: async () => (await import("./import.ts")).benchImport(),
  archive: async () => (await import("./archive.ts")).benchArchive(),
  "archive-10m": async () => (await import("./archive.ts")).benchArchive({ huge: true }),
  customers: async () => (await import("./customers.ts")).benchCustomers(),
  pages: async () => (await import("./pages.ts")).benchPages(),
  payroll: async () => (await import("./payroll.ts")).benchPayroll(),
  diagnosis: async () => (await import("./diagnosis.ts")).benchDiagnosis(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.\n`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n== ${name}\n`);
  await bench();
}
