/** The checksum in the form that `sha512sum --check` reads. */
export const checksumFile = ({ sha512, fileName }: { sha512: string; fileName: string }): Response =>
  new Response(`${sha512}  ${fileName}\n`, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}.sha512"`,
    },
  });
