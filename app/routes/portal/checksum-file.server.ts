/** A text that `sha512sum --check` reads, as a file of its own. */
export const checksumFile = (text: string, fileName: string): Response =>
  new Response(text, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}"`,
    },
  });
