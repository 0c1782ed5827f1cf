import styles from "./conflict-notice.module.css";
import type { Difference } from "./difference";
import { DifferenceList } from "./difference-list";

/** In a form that shows what someone else has saved since it was opened, with the changes made here: what that was. */
export function ConflictNotice({ differences }: { differences: Difference[] }) {
  return (
    <section role="alert" aria-label="Changed by someone else" tabIndex={0} className={styles.notice}>
      <p>Someone else changed this. Nothing was saved. Review their version with your changes, then save again.</p>
      <DifferenceList differences={differences} />
    </section>
  );
}
