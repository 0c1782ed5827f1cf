import type { DoNotCallEntry } from "../../api/schema";

/** The number of an entry; of one whose number was erased, the words for that. */
export function getNumber({ phone_text }: Pick<DoNotCallEntry, "phone_text">): string {
  return phone_text ?? "Erased number";
}
