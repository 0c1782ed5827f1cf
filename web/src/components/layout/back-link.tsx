import { Link, type LinkProps } from "@tanstack/react-router";
import styles from "./back-link.module.css";

interface Props extends Pick<LinkProps, "to" | "params" | "search"> {
  /** The name of the page that it leads back to. */
  children: React.ReactNode;
}

/** The link above a page's title, back to the page that it belongs to. */
export function BackLink({ children, ...target }: Props) {
  return (
    <Link {...target} className={styles.back}>
      ← {children}
    </Link>
  );
}
