import { Fragment } from "react";
import type { MemberSummary } from "../../../api/schema";
import { formatCount } from "../../../lib/numbers";
import { permissions } from "../../../shared/members/permissions";
import { useSession } from "../../../shared/session/session-context";
import styles from "./member-list.module.css";

/** What a member has access to and may do: "North · 2 agents · recordings, minutes"; of an administrator, the role. */
export function MemberAccess({ member: { role, access, permissions: granted } }: { member: MemberSummary }) {
  const { crm_enabled } = useSession().account;
  if (role === "administrator") {
    return (
      <span className={styles.besideName}>
        <span className={styles.role}>Administrator</span> <span className={styles.unbroken}>All agents</span>
      </span>
    );
  }
  const parts = [
    access.company_count > 0 && <Companies names={access.companies} count={access.company_count} />,
    access.agent_count > 0 && formatCount(access.agent_count, "agent"),
    access.company_count + access.agent_count === 0 && "No agents",
    describePermissions(granted, crm_enabled),
  ].filter(Boolean);
  return (
    <span className={styles.besideName}>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && " · "}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

/** Those that are on, in short. While the CRM is off for the account, nobody has it. */
function describePermissions(granted: MemberSummary["permissions"], isCrmOn: boolean): string {
  const on = permissions.filter(({ name }) => granted[name]);
  if (on.length === permissions.length) return isCrmOn ? "all permissions" : "all permissions (CRM is off)";
  return on.map(({ name, short }) => (name === "access_crm" && !isCrmOn ? `${short} (off)` : short)).join(", ");
}

/** The companies of which the member has all agents: "North, South and 3 more". */
function Companies({ names, count }: { names: string[]; count: number }) {
  const more = count - names.length;
  return (
    <>
      {names.map((name, index) => (
        <Fragment key={index}>
          {index > 0 && ", "}
          <bdi className={styles.company} title={name}>
            {name}
          </bdi>
        </Fragment>
      ))}
      {more > 0 && ` and ${more.toLocaleString("en")} more`}
    </>
  );
}
