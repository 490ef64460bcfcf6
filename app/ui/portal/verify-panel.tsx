import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { Panel } from "../panel.tsx";

/**
 * How one sees that a file came whole and unchanged.
 * @param props.checksums SHA-512 in lower-case hex, of each file
 * @param props.commands one a line
 * @param props.checksumPath where the checksums are fetched as a file
 * @param props.signaturePath where the service's signature over that file is fetched, if there is one
 */
export function VerifyPanel({
  language,
  fileName,
  checksums,
  commands,
  checksumPath,
  signaturePath,
}: {
  language: PortalLanguage;
  fileName: string;
  checksums: readonly { fileName: string; sha512: string }[];
  commands: readonly string[];
  checksumPath: string;
  signaturePath?: string;
}) {
  const t = portalMessages(language);
  return (
    <Panel title={t.verifyTitle}>
      <p>{t.verifyLead}</p>
      {checksums.map((file) => (
        <div key={file.fileName} className="mt-2">
          {checksums.length > 1 && <p className="break-all text-muted">{file.fileName}</p>}
          <code className="block rounded bg-raised p-2.5 text-[13px] break-all select-all">{file.sha512}</code>
        </div>
      ))}
      <pre className="mt-3 text-[13px] break-words whitespace-pre-wrap text-muted">{commands.join("\n")}</pre>
      <p className="mt-3">
        <a className="text-accent underline" href={checksumPath} download={`${fileName}.sha512`}>
          {t.verifyFile}
        </a>
        {signaturePath && (
          <>
            {", "}
            <a className="text-accent underline" href={signaturePath} download={`${fileName}.sha512.sig`}>
              {t.signatureFile}
            </a>
          </>
        )}
        . {t.verifyBag}
      </p>
    </Panel>
  );
}
