import { useDocumentTitle } from "@mantine/hooks";
import styles from "./gate-page.module.css";

interface Props {
  title: string;
  lead?: React.ReactNode;
  children: React.ReactNode;
}

/** A page for who is not signed in: one narrow column and nothing else. */
export function GatePage({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Rollcall`);
  return (
    <main className={styles.gate}>
      <p className={styles.product}>
        <img src="/favicon.svg" alt="" width={24} height={24} />
        Rollcall
      </p>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </main>
  );
}
