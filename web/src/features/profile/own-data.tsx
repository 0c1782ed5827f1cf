import type { Profile } from "../../api/schema";
import { Address } from "../../components/text/address";
import { Moment } from "../../components/text/moment";
import { permissions } from "../../shared/members/permissions";
import { useSession } from "../../shared/session/session-context";
import styles from "./profile.module.css";

/** The own data and permissions, which only administrators change. */
export function OwnData({ profile }: { profile: Profile }) {
  const effective = useSession().permissions;
  const granted = permissions.filter(({ name }) => effective[name]);
  return (
    <dl className={styles.data}>
      <dt>Name</dt>
      <dd dir="auto">{profile.name}</dd>
      {profile.job_title && (
        <>
          <dt>Job title</dt>
          <dd dir="auto">{profile.job_title}</dd>
        </>
      )}
      <dt>Email</dt>
      <dd>
        <Address>{profile.email}</Address>
      </dd>
      <dt>Role</dt>
      <dd>{profile.role === "administrator" ? "Administrator" : "Member"}</dd>
      <dt>Permissions</dt>
      <dd>
        {granted.length === 0 ? (
          "None. An administrator can grant them."
        ) : (
          <ul className={styles.permissions}>
            {granted.map(({ name, label }) => (
              <li key={name}>{label}</li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Member since</dt>
      <dd>
        <Moment at={profile.created_at} as="date" />
      </dd>
    </dl>
  );
}
