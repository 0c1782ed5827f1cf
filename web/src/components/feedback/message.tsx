import styles from "./message.module.css";

interface Props {
  title: string;
  children?: React.ReactNode;
  action?: React.ReactNode;
  /** 1 if it is the only heading of the page. */
  level?: 1 | 2;
}

/** In place of content that is not there: why, and what to do next. */
export function Message({ title, children, action, level = 2 }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <section className={styles.message}>
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </section>
  );
}
