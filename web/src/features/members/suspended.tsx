import styles from "./suspended.module.css";

/** Says so beside the name, in colour and in a word. Active members need no word. */
export function Suspended() {
  return <span className={styles.suspended}>Suspended</span>;
}
