import type { ContactFieldKind } from "../../api/schema";

export const kindWords = {
  text: "Text",
  number: "Number",
  date: "Date",
  boolean: "Yes or no",
  choice: "Choice",
} satisfies Record<ContactFieldKind, string>;
