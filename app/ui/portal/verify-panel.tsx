import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { Panel } from "../panel.tsx";

/**
 * How one sees that a file came whole and unchanged.
 * @param props.checksums SHA-512 in lower-case hex, of each file
 * @param props.commands what computes them, by the system that one sits at
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
  commands: readonly { system: string; lines: readonly string[] }[];
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
      <dl className="mt-3.5 grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
        {commands.map(({ system, lines }) => (
          <div key={system} className="contents">
            <dt className="text-muted">{system}</dt>
            <dd className="min-w-0 max-sm:mb-1.5">
              {lines.map((line) => (
                <code key={line} className="block text-[13px] break-words">
                  {line}
                </code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3.5">
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
