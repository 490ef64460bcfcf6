import { readAttachment } from "#app/domain/cases/read-attachment.server.ts";
import { staffFile } from "../guard.server.ts";
import { caseNumber } from "./case-number.server.ts";

/** Sends a file to be saved. The browser never shows it, whatever it says of itself: anybody may have made it. */
export const loader = staffFile("cases.view", async ({ ctx, params }) => {
  const { fileName, bytes } = await readAttachment(ctx, { number: caseNumber(params.number), id: params.id ?? "" });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": disposition(fileName),
      "Content-Length": String(bytes.length),
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});

/** RFC 6266: a name of plain letters for old programs, and the whole one. */
function disposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w. -]/g, "_");
  const whole = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
