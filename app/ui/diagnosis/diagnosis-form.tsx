import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { CustomerPicker } from "../cases/customer-picker.tsx";
import { TextField } from "../field.tsx";
import { type Choice, Choices } from "../latency/choices.tsx";

export type Asked = { customer: string; from: string; to: string; page: string; case: string };

/** Whose slowness, when and where. All of it stands in the address, which can be passed on. */
export function DiagnosisForm({
  asked,
  quick,
  fault,
}: {
  asked: Asked;
  quick: readonly Choice[];
  fault: { field: string | undefined; message: string } | null;
}) {
  const at = (field: string) => (fault?.field === field ? fault.message : undefined);
  return (
    <div className="no-print flex flex-col gap-3">
      <Form method="get" className="flex flex-wrap items-end gap-3" key={JSON.stringify(asked)}>
        {asked.case && <input type="hidden" name="case" value={asked.case} />}
        <div className="w-full sm:w-80">
          <CustomerPicker defaultValue={asked.customer} required error={at("customer")} />
        </div>
        <TextField
          name="from"
          type="datetime-local"
          label="Slow from (Helsinki)"
          defaultValue={asked.from}
          required
          error={at("from")}
        />
        <TextField
          name="to"
          type="datetime-local"
          label="Slow until"
          defaultValue={asked.to}
          required
          error={at("to")}
        />
        <div className="w-full sm:w-64">
          <TextField
            name="page"
            label="Page"
            hint="If known, such as /sales/invoices"
            defaultValue={asked.page}
            maxLength={200}
            error={at("page")}
          />
        </div>
        <Button look="primary">Diagnose</Button>
      </Form>
      {quick.length > 0 && <Choices label="Period" choices={[...quick]} />}
    </div>
  );
}
