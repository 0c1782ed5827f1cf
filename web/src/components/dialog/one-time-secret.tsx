import { Button, Group, Stack, TextInput } from "@mantine/core";
import { CopyButton } from "../form/copy-button";

interface Props {
  /** What has happened. */
  children: React.ReactNode;
  label: string;
  value: string;
  /** What to do with it. */
  advice: string;
  onDone: () => void;
}

/** Shows a secret for the only time: the server stores nothing but its hash. */
export function OneTimeSecret({ children, label, value, advice, onDone }: Props) {
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
        />
        <Group mt="xs">
          <CopyButton text={value} />
        </Group>
      </div>
      <Group justify="flex-end" mt="xs">
        <Button onClick={onDone} autoFocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
