import styles from "./two-lines.module.css";

interface Props {
  first: React.ReactNode;
  second?: React.ReactNode;
}

/** What something is called, and a quiet second line. */
export function TwoLines({ first, second }: Props) {
  return (
    <span className={styles.lines}>
      <span dir="auto" className={styles.first}>
        {first}
      </span>
      {second && (
        <span dir="auto" className={styles.second}>
          {second}
        </span>
      )}
    </span>
  );
}
