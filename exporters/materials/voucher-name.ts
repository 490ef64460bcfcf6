/** What a voucher is called wherever it is shown: its series and number. Text, bytes and fields of COPY alike. */
export const voucherName = (series: string, number: string): string => (series === "" ? number : `${series} ${number}`);
