import { expect, test } from "vitest";
import { fileName, fileTable } from "#app/domain/latency/files/file-table.ts";
import { csvOf } from "#app/domain/latency/files/latency-csv.server.ts";
import { customersFile, partsFile } from "#app/domain/latency/files/list-files.ts";
import { november, provenance } from "./given.ts";

test("what is on screen about servers and dependencies, as a program reads it", () => {
  const file = partsFile({
    now: "2026-11-23T07:41:00.000Z",
    target: 0.8,
    window: "1h",
    nodes: { rows: [{ name: "app-1", role: "app", average: 0.1 + 0.2, before: null }], provenance },
    dependencies: {
      rows: [
        { name: 'Bank "Nord", Oy', role: null, average: 1.25, before: 1.2, errorShare: 0.015, up: true },
        { name: "=HYPERLINK(1)", role: null, average: null, before: null, errorShare: null, up: false },
      ],
      provenance,
    },
  });
  expect(csvOf(file.tables[0]).toString("utf8")).toBe(
    "Kind,Name,Role,Average (s),Average before (s),Failed (share),Answers\r\n" +
      "server,app-1,app,0.3,,,\r\n" +
      'dependency,"Bank ""Nord"", Oy",,1.25,1.2,0.015,yes\r\n' +
      "dependency,'=HYPERLINK(1),,,,,no\r\n",
  );
  expect(fileName(file, undefined, "csv")).toBe("huolto-latency-parts-1h.csv");
});

test("instants are Helsinki's with the distance from UTC, in summer and in winter", () => {
  const table = fileTable<string>(
    "t",
    "T",
    [{ header: "Time (Helsinki)", kind: "instant", of: (at) => at }],
    ["2026-07-01T06:41:07.250Z", "2026-11-23T07:41:00.000Z"],
  );
  expect(csvOf(table).toString()).toBe("Time (Helsinki)\r\n2026-07-01T09:41:07+03:00\r\n2026-11-23T09:41:00+02:00\r\n");
});

test.each(["=1+1", "+358", "-1", "@SUM(A1)", "\tx"])("text like a formula stays text: %j", (text) => {
  const table = fileTable<string>("t", "T", [{ header: "H", kind: "text", of: (value) => value }], [text]);
  expect(csvOf(table).toString()).toBe(`H\r\n'${text}\r\n`);
});

test("a negative number is a number", () => {
  const table = fileTable<number>("t", "T", [{ header: "H", kind: "seconds", of: (value) => value }], [-0.04]);
  expect(csvOf(table).toString()).toBe("H\r\n-0.04\r\n");
});

test("customers keep their letters, and one without a name is an empty field", () => {
  const file = customersFile({
    now: "2026-11-23T07:41:00.000Z",
    target: 0.8,
    period: { ...november, key: "2026-11-01T00:00/2026-11-02T00:00" },
    rows: [
      {
        customer: "1234567-1",
        name: "Äyräpään Öljy Oy",
        requests: 1000,
        average: 1.3,
        withinShare: 0.5,
        secondsLost: 500,
        shareOfLoss: 1,
        clients: [{ client: "api", requests: 900, average: 1.35, secondsLost: 495 }],
      },
      {
        customer: "7654321-2",
        name: null,
        requests: 0,
        average: null,
        withinShare: null,
        secondsLost: 0,
        shareOfLoss: 0,
        clients: [],
      },
    ],
    minimumRequests: 500,
    provenance: [provenance],
  });
  const lines = csvOf(file.tables[0]).toString("utf8").split("\r\n");
  expect(lines[1]).toBe("1234567-1,Äyräpään Öljy Oy,1000,1.3,0.5,500,1");
  expect(lines[2]).toBe("7654321-2,,0,,,0,0");
  expect(csvOf(file.tables[1]!).toString("utf8")).toContain("1234567-1,Äyräpään Öljy Oy,api,900,1.35,495\r\n");
  expect(fileName(file, file.tables[1], "csv")).toBe(
    "huolto-latency-customers-clients-2026-11-01T00-00-2026-11-02T00-00.csv",
  );
});

test.each([
  ["=1+1", "'=1+1"],
  ["\n=1+1", '"\'\n=1+1"'],
  ["\uff1d1+1", "'\uff1d1+1"],
  ["page;=1+1", "page;'=1+1"],
  ['page; "@SUM(A1)', '"page; ""\'@SUM(A1)"'],
  ["a=b;c", "a=b;c"],
])("%j is text in a spreadsheet, also where semicolons separate", (name, field) => {
  const table = fileTable<string>("t", "T", [{ header: "=H", kind: "text", of: (value) => value }], [name]);
  expect(csvOf(table).toString()).toBe(`'=H\r\n${field}\r\n`);
});
