import styles from "./profile-section.module.css";

interface Props {
  title: string;
  children: React.ReactNode;
}

export function ProfileSection({ title, children }: Props) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}
