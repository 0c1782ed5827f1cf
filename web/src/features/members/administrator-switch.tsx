import { Switch } from "@mantine/core";
import styles from "./administrator-switch.module.css";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Stands apart from the five permissions: it grants all of them, and more. */
export function AdministratorSwitch({ checked, onChange }: Props) {
  return (
    <div className={styles.apart}>
      <Switch
        label="Administrator"
        description={
          checked
            ? "Administrators may do everything: all permissions, all agents, and Account > Members."
            : "May do everything, and manage members."
        }
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
