interface Part {
  text: string;
  isLink: boolean;
}

const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** A text cut into addresses of pages and what stands between them. */
export function partsOf(text: string): Part[] {
  // Split by a group: what it caught stands at the odd places.
  const parts = text.split(address).map((part, index) => ({ text: part, isLink: index % 2 === 1 }));
  return parts.filter((part) => part.text !== "");
}
