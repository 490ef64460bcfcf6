import type { KeyObject } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import type { Seals } from "#exporters/archive/seals/seal.ts";
import type { Scope } from "#exporters/law/scope.ts";

/** How the job sees `exporters`: what makes an archive, and what reads it again. Tests put faults in their place. */
export type MadePart = { part: number; bytes: number; sha512: string; sha256: string; seals: Seals };
export type MadeArchive = { parts: MadePart[]; controlTotals: unknown };

export type ArchiveMaker = {
  create(options: {
    slotUrl: string;
    companyId: string;
    scope: Scope;
    documents: (sha256: string) => Promise<Readable>;
    openPart: (part: number) => Writable;
    spool: { folder: string };
    language: "fi" | "sv" | "en";
    signingKey: KeyObject;
    /** Stands for "now" in every file of the archive. */
    date: Date;
    onProgress: (progress: { phase: string; rowsDone: number; rowsTotal: number | null; bytesDone: number }) => void;
    signal: AbortSignal;
  }): Promise<MadeArchive>;
  /** @returns what is wrong with the file, as sentences; empty when nothing is */
  verify(file: string, options: { signal: AbortSignal }): Promise<string[]>;
};
