import styles from "./form-section.module.css";

interface Props {
  title: string;
  error?: React.ReactNode;
  children: React.ReactNode;
}

/** Fields of a long form that belong together. */
export function FormSection({ title, error, children }: Props) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.title}>{title}</legend>
      {children}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
