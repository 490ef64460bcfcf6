import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_BYTES, ByteBlocks } from "#exporters/archive/byte-blocks.ts";

test("small pieces come out as whole blocks and a rest, whatever the pieces", () => {
  const piece = fc.record({ length: fc.integer({ min: 0, max: 2 * BLOCK_BYTES + 1 }), text: fc.boolean() });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const blocks = new ByteBlocks();
      const reused = Buffer.alloc(2 * BLOCK_BYTES + 1);
      const went: Buffer[] = [];
      const came: Buffer[] = [];
      for (const [i, { length, text }] of pieces.entries()) {
        // 251 is prime to the blocks' size; from 128 on a byte is no ASCII.
        for (let at = 0; at < length; at++) reused[at] = (at + i * 97) % 251;
        const bytes = reused.subarray(0, length);
        went.push(Buffer.from(bytes));
        came.push(...(text ? blocks.latin1(bytes.toString("latin1")) : blocks.bytes(bytes)));
      }
      came.push(...blocks.rest());
      expect(came.slice(0, -1).every((block) => block.length === BLOCK_BYTES)).toBe(true);
      expect(Buffer.concat(came).equals(Buffer.concat(went))).toBe(true);
      expect(blocks.empty).toBe(true);
    }),
    { numRuns: 30 },
  );
});
