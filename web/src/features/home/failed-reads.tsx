import { Button } from "@mantine/core";
import styles from "./home-page.module.css";

interface Props {
  /** What could not be loaded, as the beginning of a sentence. */
  of: string;
  /** Those that failed. */
  reads: { refetch: () => Promise<unknown>; isFetching: boolean }[];
}

/** A quiet line about what is missing, with a button to read it again; nothing without failures. */
export function FailedReads({ of, reads }: Props) {
  if (reads.length === 0) return null;
  return (
    <p role="alert" className={styles.quiet}>
      {of} could be loaded.{" "}
      <Button
        variant="subtle"
        size="compact-sm"
        loading={reads.some(({ isFetching }) => isFetching)}
        onClick={() => reads.forEach(({ refetch }) => void refetch())}
      >
        Try again
      </Button>
    </p>
  );
}
