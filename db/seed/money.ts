/** 123456n -> "1234.56", the form that numeric(18,2) takes. */
export function decimal(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 123456n -> "1 234,56", as printed on Finnish paper. */
export function printed(cents: bigint): string {
  const [whole, fraction] = decimal(cents).split(".");
  return `${whole!.replace(/\B(?=(\d{3})+$)/g, " ")},${fraction}`;
}

/** A share of a non-negative amount, half a cent up; the share in thousandths of a per cent: 25 500 is 25.5 %. */
export function share(cents: bigint, thousandths: bigint): bigint {
  return (cents * thousandths + 50_000n) / 100_000n;
}
