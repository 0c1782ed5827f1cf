import styles from "./form-error.module.css";

/** Why a form was refused, if the reason belongs to no single field. */
export function FormError({ children }: { children: React.ReactNode }) {
  if (!children) return null;
  return (
    <div role="alert" className={styles.error}>
      {children}
    </div>
  );
}
