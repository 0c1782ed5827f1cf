import { ConflictNotice } from "../../../shared/requests/conflict-notice";
import type { Difference } from "../../../shared/requests/difference";
import { DifferenceList } from "../../../shared/requests/difference-list";
import styles from "./changes-preview.module.css";

interface Props {
  /** What someone else has changed while the form was open; null if nobody has. */
  conflict: Difference[] | null;
  differences: Difference[];
}

/** What saving will change, and what someone else has changed since. */
export function ChangesPreview({ conflict, differences }: Props) {
  if (!conflict && differences.length === 0) return null;
  return (
    <div className={styles.preview} tabIndex={0} role="group" aria-label="Before saving">
      {conflict && (
        <div className={styles.conflict}>
          <ConflictNotice differences={conflict} />
        </div>
      )}
      {differences.length > 0 && (
        <section aria-label="What will change">
          <h3 className={styles.title}>What will change</h3>
          <DifferenceList differences={differences} />
        </section>
      )}
    </div>
  );
}
