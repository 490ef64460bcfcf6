import { readArchiveFormats } from "#app/domain/public/read-archive-formats.server.ts";
import { publicLoader } from "../guard.server.ts";
import { fileForReaders } from "./feed-response.server.ts";

/** The register for programs. */
export const loader = publicLoader("it has what the public page has", async ({ request }) =>
  fileForReaders(request, {
    body: `${JSON.stringify(readArchiveFormats(), null, 2)}\n`,
    updated: null,
    format: "data",
  }),
);
