import { Link, type LinkProps } from "@tanstack/react-router";
import styles from "./table.module.css";

interface Props extends Pick<LinkProps, "to" | "params" | "search"> {
  children: React.ReactNode;
}

/** The link in the first cell of a row. A click anywhere on the row follows it. */
export function RowLink({ children, ...target }: Props) {
  return (
    <Link {...target} className={styles.rowLink} data-row-link>
      {children}
    </Link>
  );
}
