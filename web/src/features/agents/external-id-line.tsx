import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import type { ExternalId } from "../../api/schema";
import styles from "./external-ids.module.css";

interface Props {
  line: ExternalId;
  connections: { id: string; name: string }[];
  onChange: (line: ExternalId) => void;
  onRemove: () => void;
}

export function ExternalIdLine({ line, connections, onChange, onRemove }: Props) {
  return (
    <div className={styles.line}>
      <NativeSelect
        aria-label="Connection"
        data={connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={line.connection_id}
        onChange={(event) => onChange({ ...line, connection_id: event.currentTarget.value })}
      />
      <TextInput
        aria-label="Id at the platform"
        placeholder="Id at the platform"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={line.external_id}
        onChange={(event) => onChange({ ...line, external_id: event.currentTarget.value })}
      />
      <CloseButton aria-label={`Remove the id ${line.external_id}`} onClick={onRemove} />
    </div>
  );
}
