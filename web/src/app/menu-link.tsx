import { Link } from "@tanstack/react-router";
import styles from "./menu-link.module.css";

interface Props {
  to:
    | "/agents"
    | "/companies"
    | "/account/members"
    | "/account/audit-log"
    | "/account/settings"
    | "/account/api-tokens"
    | "/account/outbox";
  children: string;
}

export function MenuLink({ to, children }: Props) {
  return (
    <li>
      <Link to={to} activeOptions={{ includeSearch: false }} className={styles.link}>
        {children}
      </Link>
    </li>
  );
}
