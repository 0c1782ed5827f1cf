import styles from "./before-saving.module.css";
import { DifferenceList } from "./difference-list";
import type { Difference } from "./member-difference";

interface Props {
  /** The member's. */
  name: string;
  /** What somebody else has changed while the form was open; null when nobody has. */
  meanwhile: Difference[] | null;
  difference: Difference[];
}

/** What saving would change, and what somebody else was faster with. */
export function BeforeSaving({ name, meanwhile, difference }: Props) {
  if (!meanwhile && difference.length === 0) return null;
  return (
    <div className={styles.words} tabIndex={0} role="group" aria-label="Before saving">
      {meanwhile && (
        <section role="alert" aria-label="Changed meanwhile" className={styles.meanwhile}>
          <p>
            Somebody else has changed <bdi>{name}</bdi> meanwhile, so nothing was saved yet:
          </p>
          <DifferenceList lines={meanwhile} />
          <p>That stays. {difference.length > 0 && "Save again to add your own changes."}</p>
        </section>
      )}
      {difference.length > 0 && (
        <section aria-label="What will change">
          <h3 className={styles.title}>What will change</h3>
          <DifferenceList lines={difference} />
        </section>
      )}
    </div>
  );
}
