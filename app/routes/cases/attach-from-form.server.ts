import { addAttachment } from "#app/domain/cases/add-attachment.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";

/** Keeps the file of a form's `file`. @returns its name */
export async function attachFromForm(ctx: Ctx, number: number, form: FormData): Promise<string> {
  const file = form.get("file");
  if (file === null || typeof file === "string" || file.name === "")
    throw new DomainError("invalid", "Choose a file first.", { field: "file" });
  await addAttachment(ctx, {
    number,
    fileName: file.name,
    mediaType: file.type || "application/octet-stream",
    bytes: Buffer.from(await file.arrayBuffer()),
  });
  return file.name;
}
