import styles from "./two-lines.module.css";

interface Props {
  first: React.ReactNode;
  second?: React.ReactNode;
}

/** A name and a grey second line. */
export function TwoLines({ first, second }: Props) {
  return (
    <span className={styles.lines}>
      <span className={styles.first}>
        <bdi>{first}</bdi>
      </span>{" "}
      {second && (
        <span className={styles.second}>
          <bdi>{second}</bdi>
        </span>
      )}
    </span>
  );
}
