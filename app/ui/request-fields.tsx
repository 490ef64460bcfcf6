import { authorityLabels } from "#app/domain/exports/authority-labels.ts";
import { SelectField, TextField } from "./field.tsx";
import { Panel } from "./panel.tsx";

/** The fields of a new export request, filled again with what was typed when something was wrong. */
export function RequestFields({
  values,
  error,
  mayAskForPayroll,
}: {
  values: Record<string, string>;
  error?: { field?: string; message: string };
  mayAskForPayroll: boolean;
}) {
  const of = (name: string) => ({
    name,
    defaultValue: values[name],
    error: error?.field === name ? error.message : undefined,
    required: true,
  });
  return (
    <>
      <Panel title="Who asks">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...of("requesterName")}
            label="Name of the person"
            hint="As in the trade register"
            autoComplete="off"
          />
          <SelectField
            {...of("requesterAuthority")}
            label="Authority"
            hint="Checked against the trade register or the papers"
            options={[["", "Choose"], ...Object.entries(authorityLabels)]}
          />
          <TextField {...of("contractEndsOn")} type="date" label="Contract ends on" />
        </div>
      </Panel>
      <Panel title="Who receives the archive">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...of("recipientName")} label="Name" hint="Who gets the mail and the codes" autoComplete="off" />
          <TextField
            {...of("recipientEmail")}
            type="email"
            label="E-mail"
            hint="The link goes here"
            autoComplete="off"
          />
          <TextField
            {...of("recipientPhone")}
            type="tel"
            label="Mobile phone, from the contract"
            hint="The one-time codes go here, by SMS"
            placeholder="+358 40 123 4567"
            autoComplete="off"
          />
          <SelectField
            {...of("language")}
            label="Language of the messages"
            hint="Of the mail, the SMS and the portal"
            options={[
              ["fi", "Finnish"],
              ["sv", "Swedish"],
              ["en", "English"],
            ]}
          />
        </div>
      </Panel>
      <Panel title="What is asked for">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            {...of("part")}
            label="Archive of"
            hint={
              mayAskForPayroll
                ? "Payroll shows what each person earns: it is an archive of its own, asked for and approved by itself"
                : "Payroll is asked for by payroll export officers"
            }
            options={[
              ["books", "Books"],
              ...(mayAskForPayroll ? ([["payroll", "Payroll"]] as [string, string][]) : []),
            ]}
          />
          <TextField
            {...of("asOf")}
            type="date"
            label="The law as of"
            hint="Decides which materials must still be kept; cuts off no data"
          />
          <TextField
            {...of("years")}
            required={false}
            label="Years in which the financial years end"
            hint="Such as 2023, 2024. Empty: all that the ledger has"
            inputMode="text"
          />
        </div>
      </Panel>
    </>
  );
}
