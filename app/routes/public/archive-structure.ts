import { readArchiveSchema } from "#app/domain/public/read-archive-formats.server.ts";
import { publicLoader } from "../guard.server.ts";
import { fileForReaders } from "./feed-response.server.ts";

/** One CSV file's Table Schema, at an address that programs may keep. */
export const loader = publicLoader("it describes files, and holds nobody's data", async ({ request, params }) => {
  const table = readArchiveSchema(params.table ?? "");
  if (!table)
    return new Response("There is no such file in an archive.\n", {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  const { file: _, archives: __, schema, ...described } = table;
  return fileForReaders(request, {
    body: `${JSON.stringify({ ...described, ...schema }, null, 2)}\n`,
    updated: null,
    format: "data",
  });
});
