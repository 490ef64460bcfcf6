import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatBytes } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Instant } from "../instant.tsx";
import { Facts } from "../panel.tsx";
import { Tag } from "../tag.tsx";

type Erasure = {
  proposedBy: string;
  proposedAt: Date | string;
  reason: string;
  approvedBy: string | null;
  approvedAt: Date | string | null;
  erasedAt: Date | string | null;
  errorCode: string | null;
  certificateSha256: string | null;
};
type Shown = {
  request: { id: string; state: string };
  erasure: Erasure | null;
  files: { fileName: string; bytes: number; sha512: string }[];
  fetchUntil: string | null;
  fetchedOn: string | null;
  serviceErasedOn: string | null;
};

function state({ erasure, request }: Pick<Shown, "erasure" | "request">) {
  if (request.state === "erased") return <Tag tone="ended">Erased</Tag>;
  if (!erasure) return <Tag tone="neutral">Not proposed</Tag>;
  if (!erasure.approvedAt) return <Tag tone="waiting">Waiting for another person</Tag>;
  if (erasure.errorCode) return <Tag tone="bad">Could not be carried out, tried again ({erasure.errorCode})</Tag>;
  return <Tag tone="waiting">Approved; the worker erases it now, or when a download that is going on has ended</Tag>;
}

/** What goes, who decided it, and the certificate once it is gone. */
export function ErasureFacts({ request, erasure, files, fetchUntil, fetchedOn, serviceErasedOn }: Shown) {
  return (
    <Facts
      items={[
        ["State", state({ erasure, request })],
        [
          "Files",
          files.length === 0 ? (
            "none"
          ) : (
            <ul key="files" className="flex flex-col gap-1.5">
              {files.map((file) => (
                <li key={file.fileName}>
                  {file.fileName}, {formatBytes(file.bytes)}
                  <code className="block text-[13px] break-all text-muted">{file.sha512}</code>
                </li>
              ))}
            </ul>
          ),
        ],
        [
          "Also",
          "the links, the names, addresses and phone number of whoever asked and received, and the reasons that officers wrote",
        ],
        ["Fetched as a whole", fetchedOn ?? "no"],
        ["Could be fetched until", fetchUntil ?? "no dates are recorded"],
        ["The service's own data", serviceErasedOn ? `erased on ${serviceErasedOn}` : "not recorded as erased"],
        ...(erasure
          ? ([
              [
                "Proposed by",
                <span key="proposed">
                  {erasure.proposedBy}, <Instant at={erasure.proposedAt} />
                </span>,
              ],
              ["Reason", erasure.reason],
            ] as [string, ReactNode][])
          : []),
        ...(erasure?.approvedAt
          ? ([
              [
                "Approved by",
                <span key="approved">
                  {erasure.approvedBy}, <Instant at={erasure.approvedAt} />
                </span>,
              ],
            ] as [string, ReactNode][])
          : []),
        ...(erasure?.erasedAt
          ? ([
              ["Erased", <Instant key="erased" at={erasure.erasedAt} />],
              [
                "Certificate",
                <span key="certificate">
                  <a className="text-accent underline" href={paths.exportCertificate(request.id)}>
                    PDF
                  </a>{" "}
                  for the customer. SHA-256{" "}
                  <code className="text-[13px] break-all text-muted">{erasure.certificateSha256}</code>
                </span>,
              ],
            ] as [string, ReactNode][])
          : []),
      ]}
    />
  );
}

export function ProposeForm({ version, failure: sent }: { version: number; failure?: FormFailure }) {
  const failure = failureOf(sent, "propose_erasure");
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label="Propose to erase">
      <input type="hidden" name="version" value={version} />
      <div className="w-full">
        <TextArea
          name="reason"
          rows={2}
          label="Reason"
          hint="Kept with the request, for whoever approves it"
          defaultValue={failure?.values.reason}
          error={failure?.error.code === "invalid" ? failure.error.message : undefined}
          required
        />
      </div>
      <Button look="danger" name="intent" value="propose_erasure">
        Propose to erase
      </Button>
    </Form>
  );
}

export function ApproveForm({
  version,
  formToken,
  failure,
}: {
  version: number;
  formToken: string;
  failure?: FormFailure;
}) {
  const error = errorAt(failure, "confirmed");
  return (
    <Form method="post" className="flex flex-col items-start gap-3" aria-label="Approve the erasure">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="formToken" value={formToken} />
      <p>The archive cannot be brought back, and no copy of it is kept.</p>
      <label className="flex items-center gap-2.5 max-sm:min-h-[44px]">
        <input
          type="checkbox"
          name="confirmed"
          value="yes"
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error && "confirmed-error"}
          className="size-4 shrink-0 accent-accent max-sm:size-5"
        />
        I have looked at what is erased, and it may go for good
      </label>
      {error && (
        <p id="confirmed-error" className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
      <Button look="danger" name="intent" value="approve_erasure">
        Approve: erase for good
      </Button>
    </Form>
  );
}

export function WithdrawForm({ version, mine }: { version: number; mine: boolean }) {
  return (
    <Form method="post" aria-label="Take the proposal back">
      <input type="hidden" name="version" value={version} />
      <Button name="intent" value="withdraw_erasure">
        {mine ? "Take the proposal back" : "Do not erase it: take the proposal back"}
      </Button>
    </Form>
  );
}
