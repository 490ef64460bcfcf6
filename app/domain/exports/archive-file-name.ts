/**
 * What an archive's file is called where it is fetched: only characters that every file system and every header takes.
 * @param request.of whether it is of the books or of the payroll
 * @param part from 1 on, `of` how many
 */
export function archiveFileName(
  request: { businessId: string; number: number; of: "books" | "payroll" },
  part: number,
  parts: number,
): string {
  const name = `${request.of === "payroll" ? "payroll-" : ""}archive-${request.businessId.replace(/[^A-Za-z0-9-]/g, "")}-${request.number}`;
  return parts === 1 ? `${name}.zip` : `${name}-part-${part}-of-${parts}.zip`;
}
