import { useDocumentTitle } from "@mantine/hooks";
import styles from "./narrow-page.module.css";

interface Props {
  title: string;
  lead?: React.ReactNode;
  children: React.ReactNode;
}

/** A page without the menu, in one narrow column: sign-in, set-up, invitation, password. */
export function NarrowPage({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Rollcall`);
  return (
    <main className={styles.page}>
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
