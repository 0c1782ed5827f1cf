import { Stack, Switch } from "@mantine/core";
import type { PermissionName } from "../../api/schema";
import { permissions } from "../../components/permissions";

type Granted = Partial<Record<PermissionName, boolean>>;

interface Props {
  value: Granted;
  onChange: (value: Granted) => void;
  disabled: boolean;
}

export function PermissionSwitches({ value, onChange, disabled }: Props) {
  return (
    <Stack gap="sm">
      {permissions.map(({ name, label, opens }) => (
        <Switch
          key={name}
          label={label}
          description={opens}
          checked={disabled || (value[name] ?? false)}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
