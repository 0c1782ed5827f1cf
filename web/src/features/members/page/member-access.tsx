import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { allAgentsQuery } from "../../../api/agents";
import { allCompaniesQuery } from "../../../api/companies";
import type { AgentSummary, Company, Member } from "../../../api/schema";
import { SkeletonRows } from "../../../components/feedback/skeleton-rows";
import { formatCount } from "../../../lib/numbers";
import { permissions } from "../../../shared/members/permissions";
import { QueryState } from "../../../shared/requests/query-state";
import { useSession } from "../../../shared/session/session-context";
import { groupAccess, type CompanyAccess } from "./company-access";
import styles from "./member-page.module.css";
import { Section } from "./section";

/** What the member may do, and with which agents. */
export function MemberAccess({ member }: { member: Member }) {
  return (
    <>
      <Section title="Permissions">
        {member.role === "administrator" ? (
          <p className={styles.line}>An administrator can do everything in this account.</p>
        ) : (
          <PermissionList granted={member.permissions} />
        )}
      </Section>
      <Section title="Agents">
        {member.role === "administrator" ? (
          <p className={styles.line}>All agents of all companies.</p>
        ) : (
          <AssignedAgents member={member} />
        )}
      </Section>
    </>
  );
}

function PermissionList({ granted }: { granted: Member["permissions"] }) {
  const { crm_enabled } = useSession().account;
  return (
    <ul className={styles.permissions} aria-label="Permissions">
      {permissions.map(({ name, label, description }) => (
        <li key={name} data-granted={granted[name]}>
          <span className={styles.mark}>{granted[name] ? "Yes" : "No"}</span>
          <span className={styles.row}>
            <span>{label}</span>
            <span className={styles.quiet}>
              {description}
              {name === "access_crm" && !crm_enabled && " The CRM is off for this account."}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function AssignedAgents({ member }: { member: Member }) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  return (
    <QueryState<unknown> query={companies.isSuccess ? agents : companies} skeleton={<SkeletonRows count={2} />}>
      {() => <AgentGroups member={member} agents={agents.data ?? []} companies={companies.data ?? []} />}
    </QueryState>
  );
}

interface GroupsProps {
  member: Member;
  agents: AgentSummary[];
  companies: Company[];
}

function AgentGroups({ member, agents, companies }: GroupsProps) {
  const groups = groupAccess(member, agents, companies);
  const count = groups.reduce((sum, group) => sum + group.agents.length, 0);
  if (groups.length === 0) return <p className={styles.quiet}>No agents assigned. This member sees no calls.</p>;
  return (
    <>
      <p className={styles.quiet}>
        {count.toLocaleString("en")} of {formatCount(agents.length, "agent")}
      </p>
      <ul className={styles.companies} aria-label="Agents">
        {groups.map((group) => (
          <li key={group.id}>
            <CompanyAgents group={group} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** More agents of a company are shown on demand. */
const mostShown = 12;

function CompanyAgents({ group }: { group: CompanyAccess<AgentSummary> }) {
  const [showsAll, setShowsAll] = useState(false);
  const { name, whole, agents } = group;
  const shown = showsAll ? agents : agents.slice(0, mostShown);
  return (
    <>
      <span className={styles.company}>
        <bdi>{name}</bdi>
        {whole && <span className={styles.quiet}> · all agents, and agents added later</span>}
      </span>
      <ul className={styles.agents}>
        {shown.map(({ id, name }) => (
          <li key={id}>
            <Link to="/agents/$id" params={{ id }}>
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
        {shown.length < agents.length && (
          <li>
            <Anchor component="button" type="button" inherit onClick={() => setShowsAll(true)}>
              Show {agents.length - shown.length} more
            </Anchor>
          </li>
        )}
      </ul>
    </>
  );
}
