/** Plain text in which addresses can be followed. */
export function TextWithLinks({ text }: { text: string }) {
  let at = 0;
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
    const key = at;
    at += part.length;
    return index % 2 === 1 ? (
      <a key={key} href={part} target="_blank" rel="noreferrer" className="break-all text-accent underline">
        {part}
      </a>
    ) : (
      part
    );
  });
}
