import { FolderNames } from "../../formats/file-names.ts";
import type { Snapshot } from "../snapshot.ts";

/**
 * A name for each employee's folder and page, also where letter case is ignored: "a1" and "A1" are two people. The same at every
 * call and in every part of the archive, since it is given to all employee numbers that the company uses, in their order.
 * @returns the name by employee number; "" is nobody's
 */
export async function employeeFolders(snapshot: Snapshot, companyId: string): Promise<(number: string) => string> {
  const names = new FolderNames();
  const folders = new Map([["", names.claim("")]]);
  const sql = `
    select number from (select number from ledger.employees where company_id = $1
                        union select employee_number from ledger.documents where company_id = $1 and employee_number is not null) used
     where number <> '' order by number collate "C"`;
  for await (const rows of snapshot.cursor(sql, [companyId], 1000))
    for (const { number } of rows) folders.set(number!, names.claim(number!));
  return (number) => folders.get(number)!;
}
