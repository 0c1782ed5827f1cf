import { Link } from "@tanstack/react-router";
import styles from "./menu-link.module.css";

interface Props {
  to:
    | "/"
    | "/agents"
    | "/calls"
    | "/usage"
    | "/companies"
    | "/account/members"
    | "/account/audit-log"
    | "/account/settings"
    | "/account/connections"
    | "/account/api-tokens"
    | "/account/outbox";
  children: string;
}

export function MenuLink({ to, children }: Props) {
  return (
    <li>
      <Link to={to} activeOptions={{ includeSearch: false, exact: to === "/" }} className={styles.link}>
        {children}
      </Link>
    </li>
  );
}
