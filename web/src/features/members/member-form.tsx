import { Stack, Switch } from "@mantine/core";
import type { Dispatch, SetStateAction } from "react";
import { permissions } from "../../shared/members/permissions";
import { useSession } from "../../shared/session/session-context";
import type { AgentChoice } from "./agent-choice";
import { AgentPicker } from "./agent-picker";
import styles from "./member-dialogs.module.css";
import type { MemberDraft } from "./member-draft";

interface SectionProps {
  title: string;
  error?: React.ReactNode;
  children: React.ReactNode;
}

/** Fields of a long form that belong together. */
export function FormSection({ title, error, children }: SectionProps) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.sectionTitle}>{title}</legend>
      {children}
      {error && (
        <p role="alert" className={styles.sectionError}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface RightsProps {
  permissions: MemberDraft["permissions"];
  onPermissionsChange: (permissions: MemberDraft["permissions"]) => void;
  administrator: boolean;
  onAdministratorChange: (administrator: boolean) => void;
  /** By the API's names of the fields. */
  errors: Record<string, React.ReactNode>;
}

/** What a member may do (M12). */
export function RightsFields({ permissions, onPermissionsChange, errors, ...administrator }: RightsProps) {
  return (
    <FormSection title="Permissions" error={errors.permissions ?? errors.role}>
      <PermissionSwitches
        value={permissions}
        onChange={onPermissionsChange}
        isAdministrator={administrator.administrator}
      />
      <AdministratorSwitch checked={administrator.administrator} onChange={administrator.onAdministratorChange} />
    </FormSection>
  );
}

interface AgentsProps {
  administrator: boolean;
  agents: AgentChoice;
  onAgentsChange: Dispatch<SetStateAction<AgentChoice>>;
  autofocus?: boolean;
  errors: Record<string, React.ReactNode>;
}

/** With which agents (M18). */
export function AgentFields({ administrator, agents, onAgentsChange, autofocus, errors }: AgentsProps) {
  return (
    <FormSection title="Agents" error={errors.agent_ids ?? errors.company_ids}>
      <AgentPicker value={agents} onChange={onAgentsChange} disabled={administrator} autofocus={autofocus} />
    </FormSection>
  );
}

interface PermissionProps {
  value: MemberDraft["permissions"];
  onChange: (value: MemberDraft["permissions"]) => void;
  /** Administrators have all permissions, and none of them can be switched off. */
  isAdministrator: boolean;
}

const crmSwitchedOff = "The CRM is off for this account (Account > Settings).";

function PermissionSwitches({ value, onChange, isAdministrator }: PermissionProps) {
  const { crm_enabled } = useSession().account;
  return (
    <Stack gap="sm">
      {permissions.map(({ name, label, description }) => {
        // Without the CRM its permission cannot be granted, but one that was granted before can be taken away.
        const isUnavailable = name === "access_crm" && !crm_enabled;
        return (
          <Switch
            key={name}
            label={label}
            description={isUnavailable ? crmSwitchedOff : description}
            checked={isAdministrator ? !isUnavailable : value[name]}
            disabled={isAdministrator || (isUnavailable && !value[name])}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.checked })}
          />
        );
      })}
    </Stack>
  );
}

interface AdministratorProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Separate from the five permissions, since it grants more than all of them. */
function AdministratorSwitch({ checked, onChange }: AdministratorProps) {
  return (
    <div className={styles.administrator}>
      <Switch
        label="Administrator"
        description={
          checked
            ? "Administrators can do everything: all permissions, all agents, and Account > Members."
            : "Can do everything, and manage members."
        }
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
