import { Stack, Switch } from "@mantine/core";
import type { PermissionName } from "../../api/schema";
import { permissions } from "../../shared/members/permissions";
import { useSession } from "../../shared/session/session-context";

type Granted = Partial<Record<PermissionName, boolean>>;

interface Props {
  value: Granted;
  onChange: (value: Granted) => void;
  disabled: boolean;
}

export function PermissionSwitches({ value, onChange, disabled }: Props) {
  const { crm_enabled } = useSession().account;
  return (
    <Stack gap="sm">
      {permissions.map(({ name, label, opens }) => {
        const has = value[name] ?? false;
        // Nobody can be given what the account does not have; what was given before can be taken away.
        const isOff = name === "access_crm" && !crm_enabled;
        return (
          <Switch
            key={name}
            label={label}
            description={isOff ? "The CRM is switched off for this account, under Account > Settings." : opens}
            checked={disabled ? !isOff : has}
            disabled={disabled || (isOff && !has)}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.checked })}
          />
        );
      })}
    </Stack>
  );
}
