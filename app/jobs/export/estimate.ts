import pg from "pg";

/** Bytes that one line of a voucher takes in all formats together before compression, those that wait on the disk included, generously. */
const BYTES_PER_LINE = 3000;

/**
 * How large an archive may become at most: documents as they are, and the ledgers uncompressed.
 * @param slotUrl a slot with a lease on the company
 */
export async function estimateBytes(slotUrl: string, companyId: string): Promise<number> {
  const client = new pg.Client({
    connectionString: slotUrl,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ documents: string; lines: string }>(
      `select (select coalesce(sum(byte_size), 0) from ledger.documents where company_id = $1) as documents,
              (select count(*) from ledger.voucher_lines where company_id = $1) as lines`,
      [companyId],
    );
    return Number(rows[0]!.documents) + Number(rows[0]!.lines) * BYTES_PER_LINE;
  } finally {
    await client.end();
  }
}
