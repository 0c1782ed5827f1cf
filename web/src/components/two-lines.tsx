import styles from "./two-lines.module.css";

interface Props {
  first: React.ReactNode;
  second?: React.ReactNode;
}

/** What something is called, and a quiet second line. */
export function TwoLines({ first, second }: Props) {
  return (
    <span className={styles.lines}>
      <span className={styles.first}>
        <bdi>{first}</bdi>
      </span>
      {second && (
        <span className={styles.second}>
          <bdi>{second}</bdi>
        </span>
      )}
    </span>
  );
}
