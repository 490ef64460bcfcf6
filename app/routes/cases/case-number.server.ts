/** What names no case becomes a number that none has. */
export const caseNumber = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : 0);
