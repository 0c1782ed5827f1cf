import type { ContactField, ContactFieldValues } from "../../api/schema";
import { formatDay, readDay } from "../../lib/days";
import styles from "./contacts.module.css";

export function DoNotCallBadge() {
  return <span className={styles.badge}>Do not call</span>;
}

/** The tags of a contact in one line; nothing without tags. */
export function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <bdi>{tag}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The value of an own field in words; null if the contact has none. */
export function formatOwnValue({ key, kind }: ContactField, values: ContactFieldValues): string | null {
  const value = values[key];
  if (value === undefined || value === null) return null;
  if (kind === "boolean") return value === true ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 20 });
  return kind === "date" && readDay(value) ? formatDay(value as string) : String(value);
}
