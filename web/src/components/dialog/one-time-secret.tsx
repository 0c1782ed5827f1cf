import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { CopyButton } from "../form/copy-button";
import { useCloseGuard } from "./close-guard";

interface Props {
  /** What has happened. */
  children: React.ReactNode;
  label: string;
  value: string;
  /** What to do with it. */
  advice: string;
  onDone: () => void;
}

/**
 * Shows a secret for the only time: the server stores nothing but its hash. The dialog around it asks before it closes,
 * unless the secret was copied or "Done" was pressed.
 */
export function OneTimeSecret({ children, label, value, advice, onDone }: Props) {
  const guard = useCloseGuard();
  useEffect(() => {
    guard?.reportSecret(true);
    return () => guard?.reportSecret(null);
  }, [guard, value]);
  const finish = () => {
    guard?.reportSecret(null);
    guard?.reportTyping(false);
    onDone();
  };
  return (
    <Stack gap="md">
      <div role="status">{children}</div>
      <div>
        <TextInput
          label={label}
          description={`${advice} It is not shown again.`}
          inputWrapperOrder={["label", "input", "description"]}
          value={value}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          // Copied by the keyboard or the menu of the browser.
          onCopy={() => guard?.reportSecret(false)}
        />
        <Group mt="xs">
          <CopyButton text={value} onCopied={() => guard?.reportSecret(false)} />
        </Group>
      </div>
      <Group justify="flex-end" mt="xs">
        <Button onClick={finish}>Done</Button>
      </Group>
    </Stack>
  );
}
