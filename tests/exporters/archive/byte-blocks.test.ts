import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_BYTES, ByteBlocks } from "#exporters/archive/byte-blocks.ts";

test("small pieces come out as whole blocks and a rest, whatever the pieces, each good until its place's turn comes", () => {
  const piece = fc.integer({ min: 0, max: 2 * BLOCK_BYTES + 1 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), (pieces, places) => {
      const blocks = new ByteBlocks(places);
      const reused = Buffer.alloc(2 * BLOCK_BYTES + 1);
      const went: Buffer[] = [];
      const came: Buffer[] = [];
      const good: Buffer[] = [];
      const take = (block: Buffer) => {
        // The consumer is through with a block when as many more have come as there are places.
        if (good.push(block) > places - 1) came.push(Buffer.from(good.shift()!));
      };
      for (const [i, length] of pieces.entries()) {
        // 251 is prime to the blocks' size.
        for (let at = 0; at < length; at++) reused[at] = (at + i * 97) % 251;
        const bytes = reused.subarray(0, length);
        went.push(Buffer.from(bytes));
        for (const block of blocks.bytes(bytes)) take(block);
      }
      for (const block of blocks.rest()) take(block);
      came.push(...good);
      expect(came.slice(0, -1).every((block) => block.length === BLOCK_BYTES)).toBe(true);
      expect(Buffer.concat(came).equals(Buffer.concat(went))).toBe(true);
      expect([...blocks.rest()]).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
