import { type Storage, StorageError } from "#app/platform/storage/storage.ts";

/** Another attempt never writes over this one's files: a zombie can only spoil, and then remove, its own. */
export const archiveKey = (runId: string, attempt: number, part = 1) =>
  part === 1 ? `${runId}-${attempt}.zip` : `${runId}-${attempt}-part-${part}.zip`;

/** Removes what an attempt published, from its last part on: one that is stopped in between leaves no gap to hide others behind. */
export async function deleteArchive(
  archives: Pick<Storage, "delete" | "stat">,
  runId: string,
  attempt: number,
): Promise<void> {
  let parts = 1;
  while (await archives.stat(archiveKey(runId, attempt, parts + 1))) parts++;
  for (let part = parts; part >= 1; part--) await archives.delete(archiveKey(runId, attempt, part));
}

/** Removes a file and looks whether it is gone. @throws StorageError `unavailable` when the store still has it */
export async function deleteSurely(archives: Pick<Storage, "delete" | "stat">, key: string): Promise<void> {
  await archives.delete(key);
  if (await archives.stat(key))
    throw new StorageError("unavailable", "The store still has what it was told to delete.");
}
