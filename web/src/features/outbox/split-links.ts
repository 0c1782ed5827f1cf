interface Part {
  text: string;
  isLink: boolean;
}

const webAddress = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** Splits a text into its web addresses and the texts between them. */
export function splitLinks(text: string): Part[] {
  // `split` by a pattern with a group puts each match at an odd index.
  const parts = text.split(webAddress).map((part, index) => ({ text: part, isLink: index % 2 === 1 }));
  return parts.filter((part) => part.text !== "");
}
