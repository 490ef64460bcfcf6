import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { Panel } from "../panel.tsx";

/**
 * How one sees that a file came whole and unchanged.
 * @param props.sha512 lower-case hex
 * @param props.commands one a line
 * @param props.checksumPath where the checksum is fetched as a file
 */
export function VerifyPanel({
  language,
  fileName,
  sha512,
  commands,
  checksumPath,
}: {
  language: PortalLanguage;
  fileName: string;
  sha512: string;
  commands: readonly string[];
  checksumPath: string;
}) {
  const t = portalMessages(language);
  return (
    <Panel title={t.verifyTitle}>
      <p>{t.verifyLead}</p>
      <code className="mt-2 block rounded bg-raised p-2.5 text-[13px] break-all select-all">{sha512}</code>
      <pre className="mt-3 text-[13px] break-words whitespace-pre-wrap text-muted">{commands.join("\n")}</pre>
      <p className="mt-3">
        <a className="text-accent underline" href={checksumPath} download={`${fileName}.sha512`}>
          {t.verifyFile}
        </a>
        . {t.verifyBag}
      </p>
    </Panel>
  );
}
