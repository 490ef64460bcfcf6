/** `99.95 %`, rounded down: what was away for a second is not written as 100 %. */
export function uptimeText(share: number | null): string {
  return share === null ? "No data" : `${(Math.floor(share * 10_000 + 1e-7) / 100).toFixed(2)} %`;
}
