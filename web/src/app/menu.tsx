import { Link, useLocation, type LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import { useCan, useSession } from "../shared/session/session-context";
import { MemberMenu } from "./member-menu";
import styles from "./menu.module.css";

/** The links to the pages that this member may open. */
export function Menu() {
  const { account, permissions, member } = useSession();
  const isAdministrator = member.role === "administrator";
  const mayManageCompanies = useCan("create_companies");
  const mayViewMembers = useCan("view_members");
  const mayViewAuditLog = useCan("view_audit_log");
  const mayViewSettings = useCan("view_settings");
  const mayViewMail = useCan("view_mail");
  const mayViewConnections = useCan("view_connections");
  const mayViewApiTokens = useCan("view_api_tokens");
  return (
    <div className={styles.menu}>
      <p className={styles.account}>
        <bdi>{account.name}</bdi>
      </p>
      <nav aria-label="Main" className={styles.links}>
        <ul>
          <MenuLink to="/">Home</MenuLink>
          <MenuLink to="/agents">Agents</MenuLink>
          {mayManageCompanies && <MenuLink to="/companies">Companies</MenuLink>}
          <MenuLink to="/calls">Calls</MenuLink>
          {permissions.view_billable_minutes && <MenuLink to="/usage">Usage</MenuLink>}
          {permissions.access_crm && (
            <MenuGroup title="CRM" paths={["/contacts", "/segments", "/campaigns", "/contact-imports", "/do-not-call"]}>
              <MenuLink to="/contacts">Contacts</MenuLink>
              <MenuLink to="/segments">Segments</MenuLink>
              <MenuLink to="/campaigns">Campaigns</MenuLink>
              <MenuLink to="/contact-imports">Imports</MenuLink>
              <MenuLink to="/do-not-call">Do-not-call list</MenuLink>
            </MenuGroup>
          )}
          {mayViewMembers && (
            <MenuGroup title="Account" paths={["/account"]}>
              <MenuLink to="/account/members">Members</MenuLink>
              {mayViewAuditLog && <MenuLink to="/account/audit-log">Audit log</MenuLink>}
              {mayViewSettings && <MenuLink to="/account/settings">Settings</MenuLink>}
              {permissions.access_crm && <MenuLink to="/account/contact-fields">Contact fields</MenuLink>}
              {mayViewConnections && <MenuLink to="/account/connections">Connections</MenuLink>}
              {mayViewApiTokens && <MenuLink to="/account/api-tokens">API tokens</MenuLink>}
              {isAdministrator && <MenuLink to="/account/erasures">Erasures</MenuLink>}
              {mayViewMail && <MenuLink to="/account/outbox">Outbox</MenuLink>}
            </MenuGroup>
          )}
        </ul>
      </nav>
      <MemberMenu />
    </div>
  );
}

interface GroupProps {
  title: string;
  /** What its pages' addresses begin with. The group starts open on these pages. */
  paths: string[];
  children: React.ReactNode;
}

function MenuGroup({ title, paths, children }: GroupProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const isInside = paths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  const [chosen, setChosen] = useState<boolean | null>(null);
  const opened = chosen ?? isInside;
  return (
    <li>
      <button type="button" aria-expanded={opened} onClick={() => setChosen(!opened)} className={styles.groupTitle}>
        {title}
        <span aria-hidden className={styles.arrow} />
      </button>
      {opened && <ul className={styles.groupLinks}>{children}</ul>}
    </li>
  );
}

interface LinkItemProps extends Pick<LinkProps, "to"> {
  children: string;
}

function MenuLink({ to, children }: LinkItemProps) {
  return (
    <li>
      <Link to={to} activeOptions={{ includeSearch: false, exact: to === "/" }} className={styles.link}>
        {children}
      </Link>
    </li>
  );
}
