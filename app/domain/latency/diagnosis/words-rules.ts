/** Figures in sentences. Seconds with a point, as the console writes them. */
export const seconds = (value: number) => `${value.toFixed(2)} s`;
export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const times = (ratio: number) => `${ratio.toFixed(1)} times`;
/** Thousands apart, by a space that does not break. */
export const count = (value: number) =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
