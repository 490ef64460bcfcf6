import { TextField } from "../../field.tsx";

/** The title: a line of plain text, which becomes the subject of mails. */
export function TitleField({
  name,
  ...field
}: {
  name: string;
  label: string;
  lang: string;
  defaultValue: string;
  error?: string;
}) {
  return <TextField id={`title-${field.lang}`} name={name} autoComplete="off" {...field} />;
}
