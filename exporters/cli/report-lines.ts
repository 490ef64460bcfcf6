import type { Problem } from "../archive/problems.ts";
import type { VerifiedArchive } from "../archive/verify.ts";

/** Text out of a file must not steer the terminal that shows it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd");
}

/** What is wrong with an archive, one sentence and code to a line. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map((p) => printable(`${p.place === "" ? "" : `${p.place}: `}${p.message} [${p.code}]`));
}

/** What was verified, with the control totals of each year or file. */
export function archiveLines(archive: VerifiedArchive): string[] {
  const { signature, controlTotals: totals } = archive;
  const disclosure = "disclosure" in totals;
  return [
    disclosure
      ? `disclosure   no ${totals.disclosure.number}, scope ${totals.disclosure.scopeSha256}`
      : `company      ${totals.company.businessId} (${totals.company.country})`,
    `folder       ${archive.root}`,
    `bytes        ${archive.bytes}`,
    `files        ${archive.files}, ${archive.payloadBytes} bytes`,
    `sha512       ${archive.sha512}`,
    ...(archive.partOf ? [`part         ${archive.partOf.part} of ${archive.partOf.count}`] : []),
    `signature    ${signature.statement}`,
    `fingerprint  ${signature.keyFingerprint}`,
    `certificate  ${archive.seals.certificate.statement}`,
    `time stamp   ${archive.seals.timeStamp.statement}`,
    ...(disclosure
      ? Object.entries(totals.files).map(([file, rows]) => `rows         ${file} ${rows}`)
      : totals.years.map((year) =>
          year.payroll
            ? `year         ${year.startsOn}..${year.endsOn}  payslips ${year.payroll.payslips}  gross ${year.payroll.gross}  tax ${year.payroll.withheldTax}  net ${year.payroll.net}`
            : `year         ${year.startsOn}..${year.endsOn}  vouchers ${year.vouchers}  lines ${year.lines}  debit ${year.debit}  credit ${year.credit}`,
        )),
  ].map(printable);
}
