import { useId } from "react";
import styles from "./member-page.module.css";

interface Props {
  title: string;
  /** At the end of the title's line. */
  action?: React.ReactNode;
  children: React.ReactNode;
}

/** A part of a member's page, under its heading. */
export function Section({ title, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
