import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { checkKey } from "./key.ts";
import { type Storage, StorageError } from "./storage.ts";

/** S3 takes 10,000 parts: archives of up to 156 GiB, with two parts in memory at a time. */
const PART_BYTES = 16 * 1024 * 1024;

export type S3Options = { bucket: string; prefix: string; endpoint?: string };

/**
 * Storage in an S3 bucket. Objects never change: a key that is taken is kept as it is when the size is the same, and
 * refused otherwise. S3 checks a SHA-256 of what it receives.
 */
export function s3Storage({ bucket, prefix, endpoint }: S3Options): Storage {
  const client = new S3Client({
    endpoint,
    forcePathStyle: endpoint !== undefined,
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? "eu-north-1",
  });
  const place = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: prefix === "" ? key : `${prefix}/${key}` };
  };
  const sizeOf = async (key: string): Promise<{ bytes: number } | null> => {
    const target = place(key);
    try {
      return { bytes: (await client.send(new HeadObjectCommand(target))).ContentLength! };
    } catch (error) {
      if (status(error) === 404) return null;
      throw storageError(error, key);
    }
  };
  return {
    async read(key, range) {
      const target = place(key);
      try {
        const Range = range && `bytes=${range.start}-${range.end}`;
        return (await client.send(new GetObjectCommand({ ...target, Range }))).Body as Readable;
      } catch (error) {
        throw storageError(error, key);
      }
    },
    stat: sizeOf,
    async publish(localFile, key) {
      const target = place(key);
      const { size } = await stat(localFile);
      const upload = new Upload({
        client,
        params: { ...target, Body: createReadStream(localFile), ChecksumAlgorithm: "SHA256", IfNoneMatch: "*" },
        partSize: PART_BYTES,
        queueSize: 2,
      });
      try {
        await upload.done();
      } catch (error) {
        if (status(error) === 412 && (await sizeOf(key))?.bytes === size) return;
        throw storageError(error, key);
      }
    },
    async delete(key) {
      const target = place(key);
      try {
        await client.send(new DeleteObjectCommand(target));
      } catch (error) {
        if (status(error) !== 404) throw storageError(error, key);
      }
    },
    async check() {
      try {
        await client.send(new HeadBucketCommand({ Bucket: bucket }));
      } catch (error) {
        throw storageError(error, bucket);
      }
    },
  };
}

function status(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

function storageError(cause: unknown, key: string): StorageError {
  if (status(cause) === 404) return new StorageError("not_found", `There is no object ${key}.`, { cause });
  if (status(cause) === 507) return new StorageError("no_space", "The store is full.", { cause });
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new StorageError("unavailable", `The store cannot be used: ${why}`, { cause });
}
